"""The knee as geometry: bones, soft tissue, motion and the plates drawn from them.

Frame K, used everywhere in this package unless a name says otherwise: a RIGHT knee, millimetres,
x anterior, y proximal (towards the femoral head), z lateral. The origin lies midway between the
centres of the two posterior condyle circles and is fixed to the femur. Flexion is in degrees,
0 = straight, positive = bent. A left knee is this one mirrored in z; nothing here draws it.

The likely mistake: z points to the RIGHT, which is lateral only because this is a right knee.
Seen from behind, lateral is therefore on the right of the picture.
"""
