"""How the passage classifier is trained; needs scikit-learn, and is no part of the wheel."""
