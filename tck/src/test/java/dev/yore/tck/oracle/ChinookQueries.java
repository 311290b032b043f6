package dev.yore.tck.oracle;

import java.util.List;

/**
 * Questions about the Chinook database.
 *
 * <p>Where cities are shown they are trimmed: the script writes them as {@code N'Edinburgh '},
 * which PostgreSQL takes for a CHAR and strips of the space, while Yore stores what is written.
 */
final class ChinookQueries {
  private ChinookQueries() {}

  /**
   * A question.
   *
   * @param ordered whether the query fixes the order of all rows
   */
  record Question(String name, boolean ordered, String sql) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Small ones, for every moment of the database's past. */
  static final List<String> FOR_EACH_MOMENT =
      List.of(
          "SELECT count(*), min(name), max(name) FROM artist",
          "SELECT count(*), sum(milliseconds), min(bytes), sum(unit_price) FROM track",
          """
          SELECT g.name, count(*), sum(t.unit_price) FROM genre g JOIN track t ON t.genre_id = g.genre_id
          GROUP BY g.name\
          """,
          """
          SELECT i.billing_country, sum(l.unit_price * l.quantity)
          FROM invoice i JOIN invoice_line l ON l.invoice_id = i.invoice_id GROUP BY i.billing_country\
          """,
          "SELECT title, artist_id FROM album WHERE album_id IN (1, 4, 90, 347)",
          """
          SELECT c.last_name, e.last_name FROM customer c LEFT JOIN employee e
          ON e.employee_id = c.support_rep_id WHERE c.country LIKE '%a'\
          """,
          "SELECT p.name, count(*) FROM playlist p, playlist_track x"
              + " WHERE p.playlist_id = x.playlist_id GROUP BY p.name");

  static final List<Question> ALL =
      List.of(
          ordered(
              "tracks of a genre with their albums and artists",
              """
              SELECT t.track_id, t.name, a.title, r.name FROM track t
              JOIN album a ON a.album_id = t.album_id
              JOIN artist r ON r.artist_id = a.artist_id
              JOIN genre g ON g.genre_id = t.genre_id
              WHERE g.name = 'Jazz' ORDER BY t.track_id\
              """),
          ordered(
              "artists without albums",
              """
              SELECT r.artist_id, r.name FROM artist r LEFT JOIN album a ON a.artist_id = r.artist_id
              WHERE a.album_id IS NULL ORDER BY r.name, r.artist_id\
              """),
          ordered(
              "employees with their bosses and how many they lead",
              """
              SELECT e.last_name, b.last_name AS boss,
                     (SELECT count(*) FROM employee x WHERE x.reports_to = e.employee_id) AS leads
              FROM employee e LEFT JOIN employee b ON e.reports_to = b.employee_id
              ORDER BY e.employee_id\
              """),
          unordered(
              "a full join of customers and employees by city",
              """
              SELECT c.last_name, trim(c.city), e.last_name, e.city FROM customer c
              FULL JOIN employee e ON e.city = c.city\
              """),
          unordered(
              "a right join",
              """
              SELECT e.last_name, c.last_name FROM customer c
              RIGHT JOIN employee e ON e.employee_id = c.support_rep_id AND c.country = 'USA'\
              """),
          ordered(
              "sales per country and year",
              """
              SELECT billing_country, EXTRACT(YEAR FROM invoice_date) AS y, count(*), sum(total), avg(total)
              FROM invoice GROUP BY billing_country, EXTRACT(YEAR FROM invoice_date)
              HAVING count(*) > 3 ORDER BY 1, 2\
              """),
          ordered(
              "genres that sell, by number of customers",
              """
              SELECT g.name, count(DISTINCT i.customer_id) AS customers, sum(l.quantity) AS pieces
              FROM invoice_line l JOIN invoice i ON i.invoice_id = l.invoice_id
              JOIN track t ON t.track_id = l.track_id JOIN genre g ON g.genre_id = t.genre_id
              GROUP BY g.name HAVING count(DISTINCT i.customer_id) >= 5
              ORDER BY customers DESC, g.name\
              """),
          ordered(
              "the ten best customers, ties by number",
              """
              SELECT c.customer_id, c.first_name || ' ' || c.last_name AS who, sum(i.total) AS spent
              FROM customer c JOIN invoice i ON i.customer_id = c.customer_id
              GROUP BY c.customer_id, c.first_name, c.last_name
              ORDER BY spent DESC, c.customer_id LIMIT 10\
              """),
          ordered(
              "invoices above the average of their country",
              """
              SELECT i.invoice_id, i.total FROM invoice i
              WHERE i.total > (SELECT avg(j.total) * 2 FROM invoice j WHERE j.billing_country = i.billing_country)
              ORDER BY i.invoice_id\
              """),
          ordered(
              "tracks never sold",
              """
              SELECT count(*) FROM track t
              WHERE NOT EXISTS (SELECT 1 FROM invoice_line l WHERE l.track_id = t.track_id)\
              """),
          ordered(
              "customers who bought no jazz, blues or reggae",
              """
              SELECT customer_id FROM customer WHERE customer_id NOT IN (
                SELECT i.customer_id FROM invoice i JOIN invoice_line l ON l.invoice_id = i.invoice_id
                JOIN track t ON t.track_id = l.track_id
                WHERE t.genre_id IN (SELECT genre_id FROM genre WHERE name IN ('Jazz', 'Blues', 'Reggae')))
              ORDER BY customer_id\
              """),
          ordered(
              "best seller of each genre by common table expressions",
              """
              WITH sold AS (
                SELECT t.genre_id, t.track_id, t.name, sum(l.quantity) AS n FROM track t
                JOIN invoice_line l ON l.track_id = t.track_id GROUP BY t.genre_id, t.track_id, t.name),
              best AS (SELECT genre_id, max(n) AS n FROM sold GROUP BY genre_id)
              SELECT g.name, min(s.track_id), count(*) FROM best b
              JOIN sold s ON s.genre_id = b.genre_id AND s.n = b.n
              JOIN genre g ON g.genre_id = b.genre_id GROUP BY g.name ORDER BY g.name\
              """),
          ordered(
              "cities of customers and employees, together, in both, in one",
              """
              SELECT 'all' AS what, trim(city) AS city FROM (SELECT city FROM customer UNION SELECT city FROM employee) u
              UNION ALL
              SELECT 'both', city FROM (SELECT city FROM customer INTERSECT SELECT city FROM employee) b
              UNION ALL
              SELECT 'employees only', city FROM (SELECT city FROM employee EXCEPT SELECT city FROM customer) o
              ORDER BY 1, 2\
              """),
          ordered(
              "names by pattern",
              """
              SELECT name FROM artist WHERE name LIKE 'A_r%' OR name LIKE '%\\_%' OR lower(name) LIKE '%feat%'
              ORDER BY name\
              """),
          ordered(
              "lengths in classes",
              """
              SELECT CASE WHEN milliseconds < 120000 THEN 'short' WHEN milliseconds < 360000 THEN 'song'
                          ELSE 'long' END AS class, count(*), min(name), max(milliseconds) / 60000
              FROM track GROUP BY CASE WHEN milliseconds < 120000 THEN 'short'
                          WHEN milliseconds < 360000 THEN 'song' ELSE 'long' END
              ORDER BY class\
              """),
          ordered(
              "functions of text",
              """
              SELECT customer_id, upper(last_name), substring(email FROM 1 FOR 5), position('@' IN email),
                     char_length(phone), replace(phone, ' ', ''), trim(both '+' from phone),
                     coalesce(company, state, 'none'), nullif(country, 'USA')
              FROM customer ORDER BY customer_id\
              """),
          ordered(
              "functions of time",
              """
              SELECT employee_id, EXTRACT(YEAR FROM birth_date), EXTRACT(MONTH FROM hire_date),
                     EXTRACT(DAY FROM hire_date), CAST(birth_date AS DATE),
                     date_trunc('month', hire_date), hire_date + INTERVAL '30' DAY
              FROM employee WHERE hire_date >= TIMESTAMP '2002-05-01 00:00:00' ORDER BY employee_id\
              """),
          ordered(
              "invoices of a period",
              """
              SELECT invoice_id, invoice_date, total FROM invoice
              WHERE invoice_date BETWEEN '2009-02-01' AND '2022-03-15 00:00:00' AND total <> 0.99
              ORDER BY invoice_date DESC, invoice_id OFFSET 5 LIMIT 20\
              """),
          ordered(
              "order with nulls",
              """
              SELECT DISTINCT state, company FROM customer ORDER BY state DESC, company NULLS FIRST\
              """),
          ordered(
              "composers of the most tracks",
              """
              SELECT composer, count(*) AS n, sum(bytes) AS b, avg(milliseconds) AS a FROM track
              WHERE composer IS NOT NULL GROUP BY composer ORDER BY n DESC, composer LIMIT 15\
              """),
          ordered(
              "who leads whom, to any depth, up to three",
              """
              SELECT a.last_name, b.last_name, c.last_name FROM employee a
              JOIN employee b ON b.reports_to = a.employee_id
              LEFT JOIN employee c ON c.reports_to = b.employee_id
              ORDER BY 1, 2, 3\
              """),
          ordered(
              "pairs of customers of one city",
              """
              SELECT a.customer_id, b.customer_id, a.city FROM customer a JOIN customer b
              ON a.city = b.city AND a.customer_id < b.customer_id ORDER BY 1, 2\
              """),
          ordered(
              "playlists with totals, also empty ones",
              """
              SELECT p.playlist_id, p.name, count(t.track_id), coalesce(sum(t.unit_price), 0),
                     max(t.milliseconds) FROM playlist p
              LEFT JOIN playlist_track x ON x.playlist_id = p.playlist_id
              LEFT JOIN track t ON t.track_id = x.track_id
              GROUP BY p.playlist_id, p.name ORDER BY p.playlist_id\
              """),
          ordered(
              "arithmetic of prices",
              """
              SELECT l.invoice_id, sum(l.unit_price * l.quantity), round(avg(l.unit_price), 3),
                     sum(l.quantity) * 2 - 1, min(i.total) = sum(l.unit_price * l.quantity)
              FROM invoice_line l JOIN invoice i ON i.invoice_id = l.invoice_id
              GROUP BY l.invoice_id ORDER BY l.invoice_id LIMIT 50\
              """),
          ordered(
              "any, all and exists",
              """
              SELECT t.track_id FROM track t WHERE t.milliseconds >= ALL (
                SELECT u.milliseconds FROM track u WHERE u.genre_id = t.genre_id)
              AND EXISTS (SELECT 1 FROM playlist_track x WHERE x.track_id = t.track_id)
              ORDER BY t.track_id\
              """));

  private static Question ordered(String name, String sql) {
    return new Question(name, true, sql);
  }

  private static Question unordered(String name, String sql) {
    return new Question(name, false, sql);
  }
}
