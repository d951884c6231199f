-- warning cast-assumes: span.within changes from text to int4range with within::int4range; assumes that the text of each value is a value of the new type
ALTER TABLE span ALTER COLUMN within TYPE int4range USING within::int4range;
