-- warning cast-assumes: span.within changes from text to int4range with within::int4range; assumes that the text of the one is a value of the other
ALTER TABLE span ALTER COLUMN within TYPE int4range USING within::int4range;
