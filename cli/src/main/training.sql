-- What the launcher runs once after a build, so that the JVM keeps the classes that statements need.
CREATE TABLE city (id INT PRIMARY KEY, name VARCHAR(40) NOT NULL, people BIGINT, area DECIMAL(10, 2), founded DATE);
INSERT INTO city VALUES (1, 'Berlin', 3700000, 891.70, DATE '1237-10-28'), (2, 'Hamburg', 1900000, 755.22, NULL);
UPDATE city SET people = people + 1 WHERE id = 1;
DELETE FROM city WHERE id = 2;
SELECT * FROM city WHERE id = 1;
SELECT name, sum(people) AS people, count(*) FROM city WHERE area > 10 GROUP BY name ORDER BY people DESC LIMIT 3;
SELECT a.name, b.name FROM city a LEFT JOIN city b ON a.id = b.id WHERE a.name LIKE 'B%' OR b.founded IS NULL;
SELECT upper(name), CASE WHEN people > 1 THEN 'many' ELSE 'few' END FROM city FOR SYSTEM_TIME AS OF 2;
SELECT id FROM city WHERE id IN (SELECT id FROM city) UNION SELECT 1;
EXPLAIN SELECT * FROM city;
DROP TABLE city;
