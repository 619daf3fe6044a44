"""Behind the Knee: the anatomy, the load model and the pages that join them."""
