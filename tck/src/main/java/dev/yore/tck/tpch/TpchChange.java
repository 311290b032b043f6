package dev.yore.tck.tpch;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** New values for a quarter of the orders and their lines, which change every answer about them. */
public final class TpchChange {
  private static final List<String> STATEMENTS =
      List.of(
          """
          update orders
          set o_totalprice = o_totalprice + 1000,
            o_orderdate = o_orderdate + interval '40' day,
            o_orderpriority = '1-URGENT',
            o_orderstatus = 'F',
            o_comment = 'changed'
          where mod(o_orderkey, 4) = 0
          """,
          """
          update lineitem
          set l_quantity = l_quantity + 7,
            l_extendedprice = l_extendedprice + 100,
            l_discount = 0.06,
            l_shipdate = l_shipdate + interval '30' day,
            l_returnflag = 'R'
          where mod(l_orderkey, 4) = 0
          """);

  private TpchChange() {}

  /** Makes the change, a transaction for each table. */
  public static void make(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : STATEMENTS) {
        statement.executeUpdate(sql);
      }
    }
  }
}
