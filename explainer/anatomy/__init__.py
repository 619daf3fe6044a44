"""The knee as the app reads it: the baked atlas, its plates, the leg, what lies under a finger.

Frame K, used everywhere in this package and in `atlas_build` unless a name says otherwise: a RIGHT
knee, millimetres, x anterior, y proximal (towards the femoral head), z lateral. The origin lies
midway between the centres of the two posterior condyle circles and is fixed to the femur. Flexion
is in degrees, 0 = straight, positive = bent. A left knee is this one mirrored in z; nothing here
draws it.

The likely mistake: z points to the RIGHT, which is lateral only because this is a right knee.
Seen from behind, lateral is therefore on the right of the picture.
"""
