"""Sessions and bills into CSV and workbooks."""
