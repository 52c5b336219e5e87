"""How well bills are read: bills of its own printer and camera, which share nothing with those of the training."""
