"""The hosts of a safari's stops: asked, told, thanked."""
