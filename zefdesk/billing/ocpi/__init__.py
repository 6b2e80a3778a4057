"""OCPI: tariffs and charge detail records of 2.1.1, 2.2.1 and 2.3, in and out."""
