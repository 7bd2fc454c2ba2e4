"""The services of training: they load the training index."""
