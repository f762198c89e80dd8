"""Models: trained, calibrated, saved, loaded, and asked for a grade."""

from treatygrade.models.model import Contribution, Model
from treatygrade.models.predicting import add_predictions, predict
from treatygrade.models.prediction import Prediction
from treatygrade.models.storage import load, save, verify

__all__ = ["Contribution", "Model", "Prediction", "add_predictions", "load", "predict", "save", "verify"]
