package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.engine.index.IndexReader;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.Schema;
import dev.yore.engine.schema.Table;
import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.RowSort;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.OrderedBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks that no two entities have one value of a unique attribute after a transaction. */
final class Uniqueness {
  private final Db before;
  private final Schema schema;

  Uniqueness(Db before, Schema schema) {
    this.before = before;
    this.schema = schema;
  }

  /**
   * @param net what changes of a unique attribute
   */
  void check(Attribute attribute, Run net) {
    int[] rows = addedRows(attribute, net);
    if (rows.length > 1 && !rising(attribute, net, rows)) {
      RowSort.sort(rows, (left, right) -> compare(attribute, net, left, right));
      for (int i = 1; i < rows.length; i++) {
        if (compare(attribute, net, rows[i - 1], rows[i]) == 0) {
          throw taken(attribute, net, rows[i], net.entity(rows[i - 1]));
        }
      }
    }
    Attribute old = before.schema().attribute(attribute.id());
    if (rows.length == 0 || old == null) {
      return;
    }
    if (old.inAvet() && before.reader().isAboveAll(attribute.id(), net.vector(0), rows[0])) {
      return;
    }
    if (old.inAvet()) {
      for (int row : rows) {
        probe(attribute, net, row);
      }
    } else {
      compareWithAll(attribute, net, rows);
    }
  }

  /** True when each row's value is above that of the one before. */
  private static boolean rising(Attribute attribute, Run net, int[] rows) {
    for (int i = 1; i < rows.length; i++) {
      if (compare(attribute, net, rows[i - 1], rows[i]) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static int compare(Attribute attribute, Run net, int left, int right) {
    return Vectors.compare(attribute.type(), net.vector(left), left, net.vector(right), right);
  }

  /** Rows that add a value; tuples with a missing part are equal to nothing. */
  private static int[] addedRows(Attribute attribute, Run net) {
    boolean tuple = !attribute.tupleAttributes().isEmpty();
    int[] rows = new int[net.size()];
    int count = 0;
    for (int row = 0; row < rows.length; row++) {
      if (!net.isRetraction(row) && !(tuple && lacksPart(attribute, net.vector(row), row))) {
        rows[count++] = row;
      }
    }
    return count == rows.length ? rows : Arrays.copyOf(rows, count);
  }

  private static boolean lacksPart(Attribute attribute, Vector tuples, int row) {
    List<DataType> parts = attribute.type().parts();
    return switch (tuples) {
      case BytesVector bytes -> OrderedBytes.hasNullPart(parts, bytes.data(), bytes.start(row));
      case DictionaryVector coded -> lacksPart(attribute, coded.dictionary(), coded.codes()[row]);
      case ConstantVector constant -> lacksPart(attribute, constant.value(), 0);
      default -> throw YoreException.bug("tuples lie as bytes").with("layout", tuples.layout());
    };
  }

  private void probe(Attribute attribute, Run net, int row) {
    KeyPrefix value =
        new KeyPrefix(
            IndexOrder.AVET,
            2,
            0,
            attribute.id(),
            attribute.type(),
            VectorBuilder.of(attribute.type(), 1).append(net.vector(row), row).build());
    IndexReader.RunCursor cursor = before.reader().scan(KeyRange.of(value));
    for (Run run = cursor.next(); run != null; run = cursor.next()) {
      for (int i = 0; i < run.size(); i++) {
        holder(attribute, net, row, run.entity(i));
      }
    }
  }

  /** For an attribute whose values cannot be looked up yet. */
  private void compareWithAll(Attribute attribute, Run net, int[] rows) {
    Run all = before.reader().column(attribute.id(), 0, Long.MAX_VALUE);
    for (int i = 0; i < all.size(); i++) {
      int low = 0;
      int high = rows.length - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        int sign =
            Vectors.compare(
                attribute.type(), net.vector(0), rows[middle], all.vector(i), all.slot(i));
        if (sign == 0) {
          holder(attribute, net, rows[middle], all.entity(i));
          break;
        }
        if (sign < 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
    }
  }

  /** Refuses unless who has the value loses it in the same transaction. */
  private void holder(Attribute attribute, Run net, int row, long holder) {
    if (holder == net.entity(row)) {
      return;
    }
    int at = net.entities().lowerBound(holder, 0, net.size());
    for (; at < net.size() && net.entity(at) == holder; at++) {
      if (net.isRetraction(at) && compare(attribute, net, at, row) == 0) {
        return;
      }
    }
    throw taken(attribute, net, row, holder);
  }

  private YoreException taken(Attribute attribute, Run net, int row, long holder) {
    Table table = schema.tableOf(attribute.id());
    YoreException error =
        YoreException.of(
            ErrorCode.UNIQUE_CONFLICT,
            table == null
                ? "The unique value belongs to another entity"
                : "A row with this key exists; the unique constraint allows one");
    if (table != null) {
      error
          .with("table", table.name().toString())
          .with("constraint", constraintName(table, attribute.id()))
          .with("columns", columnNames(table, attribute));
    }
    return error
        .with("attribute", attribute.ident())
        .with("value", net.value(row))
        .with("entity", net.entity(row))
        .with("holder", holder);
  }

  private static @Nullable String constraintName(Table table, int attribute) {
    if (attribute == table.keyAttribute()) {
      return table.keyName() == null ? table.name().name() + "_pkey" : table.keyName();
    }
    for (Table.UniqueKey unique : table.uniques()) {
      if (unique.attribute() == attribute) {
        return unique.name();
      }
    }
    for (Table.Index index : table.indexes()) {
      if (index.unique()
          && index.columns().size() == 1
          && table.columns().get(index.columns().getFirst()).attribute() == attribute) {
        return index.name();
      }
    }
    return null;
  }

  private static String columnNames(Table table, Attribute attribute) {
    List<Integer> ids =
        attribute.tupleAttributes().isEmpty()
            ? List.of(attribute.id())
            : attribute.tupleAttributes();
    List<String> names = new ArrayList<>();
    for (Table.Column column : table.columns()) {
      if (ids.contains(column.attribute())) {
        names.add(column.name());
      }
    }
    return String.join(", ", names);
  }
}
