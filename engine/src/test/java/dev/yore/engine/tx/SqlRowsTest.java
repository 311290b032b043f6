package dev.yore.engine.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.EntityIds;
import dev.yore.engine.schema.Table;
import dev.yore.engine.schema.TableName;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlRowsTest {
  /** create table item (id integer primary key, name varchar(10) not null unique, price bigint) */
  private static final String ITEM =
      """
      [{:db/id "t" :yore.table/schema "public" :yore.table/name "item" :yore.table/partition 16
        :yore.table/member "id" :yore.table/keyName "item_pkey" :yore.table/key ["id"]
        :yore.table/keyAttribute "id"}
       {:db/id "id" :db/ident :item/id :db/valueType :db.type/long :yore/precision 32
        :db/cardinality :db.cardinality/one :db/unique :db.unique/value
        :yore/table "t" :yore/column "id" :yore/ordinal 1 :yore/notNull true}
       {:db/id "name" :db/ident :item/name :db/valueType :db.type/string :yore/precision 10
        :db/cardinality :db.cardinality/one :db/unique :db.unique/value
        :yore/table "t" :yore/column "name" :yore/ordinal 2 :yore/notNull true}
       {:db/id "price" :db/ident :item/price :db/valueType :db.type/long
        :db/cardinality :db.cardinality/one
        :yore/table "t" :yore/column "price" :yore/ordinal 3}
       {:yore.constraint/table "t" :yore.constraint/kind :yore.constraint.kind/unique
        :yore.constraint/name "item_name_key" :yore.constraint/columns ["name"]
        :yore.constraint/attribute "name"}]
      """;

  private final Db db = Db.empty().with(ITEM).dbAfter();
  private final Table item = table(db);

  private static Table table(Db db) {
    Table table = db.schema().tables().get(new TableName("public", "item"));
    if (table == null) {
      throw new AssertionError("no table item among " + db.schema().tables().keySet());
    }
    return table;
  }

  private static long row(long sequence) {
    return EntityIds.of(16, sequence);
  }

  private TxOp insert(long[] entities, Long[] ids, String[] names, Long[] prices) {
    return new TxOp.InsertColumns(
        entities,
        List.of(
            column(0, DataType.INTEGER, (Object[]) ids),
            column(1, DataType.STRING, (Object[]) names),
            column(2, DataType.LONG, (Object[]) prices)));
  }

  private TxOp.ColumnValues column(int column, DataType type, Object... values) {
    return new TxOp.ColumnValues(
        item.columns().get(column).attribute(), Vectors.of(type, Arrays.asList(values)));
  }

  private Db three() {
    return db.with(
            ResolvedTx.of(
                insert(
                    new long[] {row(1), row(2), row(3)},
                    new Long[] {1L, 2L, 3L},
                    new String[] {"a", "b", "c"},
                    new Long[] {10L, null, 30L})))
        .dbAfter();
  }

  @Test
  void readsTheTableBackFromTheFacts() {
    assertThat(item.partition()).isEqualTo(16);
    assertThat(item.columns())
        .extracting(Table.Column::name)
        .containsExactly("id", "name", "price");
    assertThat(item.columns().get(1).type()).isEqualTo(DataType.string(10));
    assertThat(item.columns().get(0).notNull()).isTrue();
    assertThat(item.key()).containsExactly(0);
    assertThat(item.keyAttribute()).isEqualTo(item.columns().get(0).attribute());
    assertThat(item.member()).isEqualTo(item.columns().get(0).attribute());
    assertThat(item.uniques().getFirst().name()).isEqualTo("item_name_key");
    assertThat(item.uniques().getFirst().columns()).containsExactly(1);
  }

  @Test
  void makesOneRunAColumnOfAnInsert() {
    TxReport report =
        db.with(
            ResolvedTx.of(
                insert(
                    new long[] {row(1), row(2)},
                    new Long[] {1L, 2L},
                    new String[] {"a", "b"},
                    new Long[] {null, 7L})));
    assertThat(report.events()).extracting(Run::size).containsExactly(1, 2, 2, 1);
    assertThat(report.dbAfter().watermarks().next(16)).isEqualTo(3);
  }

  @Test
  void passesTheVectorsOfAnInsertThroughUncopied() {
    Vector prices = new LongVector(new long[] {5, 6});
    TxReport report =
        db.with(
            ResolvedTx.of(
                new TxOp.InsertColumns(
                    new long[] {row(1), row(2)},
                    List.of(
                        column(0, DataType.INTEGER, 1L, 2L),
                        column(1, DataType.STRING, "a", "b"),
                        new TxOp.ColumnValues(item.columns().get(2).attribute(), prices)))));
    assertThat(report.events().getLast().values()[0]).isSameAs(prices);
  }

  @Test
  void refusesAKeyThatExists() {
    assertRefused(
        three(),
        ErrorCode.UNIQUE_CONFLICT,
        insert(new long[] {row(4)}, new Long[] {2L}, new String[] {"z"}, new Long[] {null}),
        "item_pkey",
        "value: 2",
        "table: item");
  }

  @Test
  void refusesAKeyThatAnInsertHasTwice() {
    assertRefused(
        db,
        ErrorCode.UNIQUE_CONFLICT,
        insert(
            new long[] {row(1), row(2)},
            new Long[] {1L, 2L},
            new String[] {"a", "a"},
            new Long[] {null, null}),
        "item_name_key",
        "value: a");
  }

  @Test
  void refusesANullInAColumnThatMustHaveValues() {
    assertRefused(
        db,
        ErrorCode.NOT_NULL_VIOLATION,
        insert(
            new long[] {row(1), row(2)},
            new Long[] {1L, 2L},
            new String[] {"a", null},
            new Long[] {null, null}),
        "column: name",
        "row: 2");
    assertRefused(
        db,
        ErrorCode.NOT_NULL_VIOLATION,
        new TxOp.InsertColumns(new long[] {row(1)}, List.of(column(0, DataType.INTEGER, 1L))),
        "column: name");
  }

  @Test
  void updatesAColumnOfManyRowsAndTakesValuesAway() {
    int price = item.columns().get(2).attribute();
    Db after =
        three()
            .with(
                ResolvedTx.of(
                    new TxOp.UpdateColumn(
                        new long[] {row(3), row(1), row(2)},
                        price,
                        Vectors.of(DataType.LONG, Arrays.asList(null, 10L, 20L)))))
            .dbAfter();
    assertThat(People.values(after, row(1), ":item/price")).containsExactly(10L);
    assertThat(People.values(after, row(2), ":item/price")).containsExactly(20L);
    assertThat(People.values(after, row(3), ":item/price")).isEmpty();
  }

  @Test
  void shiftsKeysOfAllRowsInOneUpdate() {
    int id = item.columns().get(0).attribute();
    Db after =
        three()
            .with(
                ResolvedTx.of(
                    new TxOp.UpdateColumn(
                        new long[] {row(1), row(2), row(3)},
                        id,
                        new LongVector(new long[] {2, 3, 4}))))
            .dbAfter();
    assertThat(People.values(after, row(3), ":item/id")).containsExactly(4L);
  }

  @Test
  void refusesToTakeAwayAValueThatMustBeThere() {
    int name = item.columns().get(1).attribute();
    assertRefused(
        three(),
        ErrorCode.NOT_NULL_VIOLATION,
        new TxOp.UpdateColumn(
            new long[] {row(1)}, name, Vectors.of(DataType.STRING, Arrays.asList((Object) null))),
        "column: name");
    int id = item.columns().get(0).attribute();
    assertRefused(
        three(),
        ErrorCode.NOT_NULL_VIOLATION,
        new TxOp.UpdateColumn(
            new long[] {row(1)}, id, Vectors.of(DataType.LONG, Arrays.asList((Object) null))),
        "column: id");
  }

  @Test
  void refusesARowOfTransactionDataThatLacksAColumn() {
    assertThatThrownBy(() -> db.with("[{:item/id 5}]"))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_NULL_VIOLATION));
  }

  @Test
  void putsRowsOfTransactionDataInTheTablesPartition() {
    TxReport report = db.with("[{:db/id \"r\" :item/id 5 :item/name \"x\"}]");
    assertThat(report.entity("r")).isEqualTo(row(1));
  }

  @Test
  void deletesRowsAndFreesTheirKeys() {
    Db gone =
        three()
            .with(ResolvedTx.of(new TxOp.DeleteRows(item, new long[] {row(3), row(1)})))
            .dbAfter();
    assertThat(People.values(gone, row(1), ":item/name")).isEmpty();
    assertThat(People.values(gone, row(2), ":item/name")).containsExactly("b");
    Db again =
        gone.with(
                ResolvedTx.of(
                    insert(
                        new long[] {row(4)}, new Long[] {1L}, new String[] {"a"}, new Long[] {1L})))
            .dbAfter();
    assertThat(People.values(again, row(4), ":item/name")).containsExactly("a");
  }

  @Test
  void isNoTransactionWhenNothingChanges() {
    Db before = three();
    AppliedTx applied =
        Transactions.decide(
            before,
            ResolvedTx.of(new TxOp.DeleteRows(item, new long[] {row(77)})),
            before.basisInstant() + 5);
    assertThat(applied.empty()).isTrue();
    assertThat(applied.dbAfter()).isSameAs(before);
  }

  @Test
  void checksManyNewKeysAgainstManyOldOnes() {
    int count = 1000;
    long[] entities = new long[count];
    Long[] ids = new Long[count];
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      entities[i] = row(100 + i);
      ids[i] = (long) (2 * i);
      names[i] = "n" + i;
    }
    Db full = db.with(ResolvedTx.of(insert(entities, ids, names, new Long[count]))).dbAfter();
    for (int i = 0; i < count; i++) {
      entities[i] = row(5000 + i);
      ids[i] = (long) (2 * i + 1);
      names[i] = "m" + i;
    }
    Db twice = full.with(ResolvedTx.of(insert(entities, ids, names, new Long[count]))).dbAfter();
    assertThat(twice.basisT()).isEqualTo(full.basisT() + 1);
    ids[500] = 500L;
    assertRefused(
        full, ErrorCode.UNIQUE_CONFLICT, insert(entities, ids, names, new Long[count]), "500");
  }

  private static void assertRefused(Db db, ErrorCode code, TxOp op, String... parts) {
    assertThatThrownBy(() -> db.with(ResolvedTx.of(op)))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
        .hasMessageContainingAll(parts);
  }
}
