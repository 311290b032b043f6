package dev.yore.bench.datalog;

import io.trino.tpch.Customer;
import io.trino.tpch.LineItem;
import io.trino.tpch.Order;
import io.trino.tpch.TpchTable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** TPC-H's customers, orders and line items as entities that refer to one another. */
final class Orders {
  static final double SCALE =
      Double.parseDouble(System.getProperty("yore.bench.datalog.scale", "0.1"));
  private static final int TOGETHER = 250;

  private static final String SCHEMA =
      """
      [{:db/ident :customer/key :db/valueType :db.type/long :db/cardinality :db.cardinality/one
        :db/unique :db.unique/identity}
       {:db/ident :customer/segment :db/valueType :db.type/string
        :db/cardinality :db.cardinality/one}
       {:db/ident :order/key :db/valueType :db.type/long :db/cardinality :db.cardinality/one
        :db/unique :db.unique/identity}
       {:db/ident :order/customer :db/valueType :db.type/ref :db/cardinality :db.cardinality/one}
       {:db/ident :order/date :db/valueType :db.type/long :db/cardinality :db.cardinality/one
        :db/index true}
       {:db/ident :order/priority :db/valueType :db.type/string
        :db/cardinality :db.cardinality/one}
       {:db/ident :item/order :db/valueType :db.type/ref :db/cardinality :db.cardinality/one}
       {:db/ident :item/quantity :db/valueType :db.type/long :db/cardinality :db.cardinality/one}
       {:db/ident :item/price :db/valueType :db.type/long :db/cardinality :db.cardinality/one}
       {:db/ident :item/mode :db/valueType :db.type/string :db/cardinality :db.cardinality/one}]
      """;

  static final List<Question> QUESTIONS =
      List.of(
          Question.of(
              "sum of one attribute", "[:find (sum ?q) :with ?l :where [?l :item/quantity ?q]]"),
          Question.of(
              "2-way join, grouped",
              """
              [:find ?p (sum ?q) :with ?l :where
               [?o :order/priority ?p] [?l :item/order ?o] [?l :item/quantity ?q]]
              """,
              """
              [:find ?p (sum ?q) :with ?l :where
               [?l :item/quantity ?q] [?l :item/order ?o] [?o :order/priority ?p]]
              """),
          Question.of(
              "3-way join, grouped",
              """
              [:find ?s (sum ?q) :with ?l :where
               [?c :customer/segment ?s] [?o :order/customer ?c] [?l :item/order ?o]
               [?l :item/quantity ?q]]
              """,
              """
              [:find ?s (sum ?q) :with ?l :where
               [?l :item/quantity ?q] [?l :item/order ?o] [?o :order/customer ?c]
               [?c :customer/segment ?s]]
              """),
          Question.of(
                  "range of orders joined with their items",
                  """
                  [:find (count ?l) (sum ?x) :where
                   [?o :order/date ?d] [(>= ?d 9131)] [(< ?d 9162)] [?l :item/order ?o]
                   [?l :item/price ?x]]
                  """,
                  """
                  [:find (count ?l) (sum ?x) :where
                   [?l :item/price ?x] [?l :item/order ?o] [?o :order/date ?d] [(>= ?d 9131)]
                   [(< ?d 9162)]]
                  """)
              .comparedInGoodOrder(),
          Question.of(
                  "items of one customer",
                  """
                  [:find ?k ?q ?x :in $ ?key :where
                   [?c :customer/key ?key] [?o :order/customer ?c] [?o :order/key ?k]
                   [?l :item/order ?o] [?l :item/quantity ?q] [?l :item/price ?x]]
                  """,
                  """
                  [:find ?k ?q ?x :in $ ?key :where
                   [?l :item/order ?o] [?l :item/quantity ?q] [?l :item/price ?x]
                   [?o :order/key ?k] [?o :order/customer ?c] [?c :customer/key ?key]]
                  """)
              .with(7L)
              .comparedInGoodOrder());

  private Orders() {}

  static void fill(Contestant into) throws Exception {
    into.transact(SCHEMA);
    List<Map<String, Object>> batch = new ArrayList<>();
    for (Customer customer : TpchTable.CUSTOMER.createGenerator(SCALE, 1, 1)) {
      batch.add(
          Map.of(
              ":customer/key", customer.customerKey(),
              ":customer/segment", customer.marketSegment()));
    }
    into.transact(batch);
    batch.clear();
    Iterator<LineItem> items = TpchTable.LINE_ITEM.createGenerator(SCALE, 1, 1).iterator();
    LineItem item = items.next();
    int orders = 0;
    for (Order order : TpchTable.ORDERS.createGenerator(SCALE, 1, 1)) {
      String name = "order" + order.orderKey();
      batch.add(entity(order, name));
      while (item != null && item.orderKey() == order.orderKey()) {
        batch.add(entity(item, name));
        item = items.hasNext() ? items.next() : null;
      }
      if (++orders % TOGETHER == 0) {
        into.transact(batch);
        batch.clear();
      }
    }
    if (!batch.isEmpty()) {
      into.transact(batch);
    }
    into.settle();
  }

  private static Map<String, Object> entity(Order order, String name) {
    return Map.of(
        ":db/id", name,
        ":order/key", order.orderKey(),
        ":order/customer", List.of(":customer/key", order.customerKey()),
        ":order/date", (long) order.orderDate(),
        ":order/priority", order.orderPriority());
  }

  private static Map<String, Object> entity(LineItem item, String order) {
    return Map.of(
        ":item/order", order,
        ":item/quantity", item.quantity(),
        ":item/price", item.extendedPriceInCents(),
        ":item/mode", item.shipMode());
  }

  /** Moves a quarter of the orders to another day. */
  static void change(Contestant in) throws Exception {
    List<List<Object>> batch = new ArrayList<>();
    for (Order order : TpchTable.ORDERS.createGenerator(SCALE, 1, 1)) {
      if (order.rowNumber() % 4 == 0) {
        batch.add(
            List.of(
                ":db/add",
                List.of(":order/key", order.orderKey()),
                ":order/date",
                (long) order.orderDate() + 1));
      }
      if (batch.size() == TOGETHER) {
        in.transact(batch);
        batch.clear();
      }
    }
    if (!batch.isEmpty()) {
      in.transact(batch);
    }
    in.settle();
  }
}
