// How the knee is shown: as a flat plate, or turned freely in three dimensions.

export const FLAT = "flat";
export const TURNED = "turned";

/** Whether a state shows the knee in three dimensions. */
export const is3d = ({ rendering }) => rendering === TURNED;
