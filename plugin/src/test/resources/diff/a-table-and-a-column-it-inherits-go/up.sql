-- warning data-loss: drops table car with its rows
--   SELECT count(*) FROM car;
DROP TABLE car;

-- warning data-loss: drops column vehicle.wheels with its values
--   SELECT count(*) FROM vehicle WHERE wheels IS NOT NULL;
ALTER TABLE vehicle DROP COLUMN wheels;
