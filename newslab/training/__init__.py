"""The recipe that makes the tagger's weights; needs the extra ``train`` and is never imported otherwise."""
