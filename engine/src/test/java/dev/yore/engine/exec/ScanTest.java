package dev.yore.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.db.Db;
import dev.yore.engine.exec.expression.ExpressionCompiler;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.schema.EntityIds;
import dev.yore.storage.datom.Datom;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ScanTest {
  private static final int KEY = 1;
  private static final int NAME = 2;
  private static final int TAGS = 3;
  private static final int NEXT = 4;
  private static final ExpressionCompiler COMPILER = new ExpressionCompiler(plan -> null);

  private static DataType type(int attribute) {
    return attribute == KEY ? DataType.LONG : attribute == NEXT ? DataType.REF : DataType.STRING;
  }

  /** Entities 100 … 139 of which some have a key, some a name, some several tags. */
  private static List<Datom> datoms(Random random) {
    List<Datom> datoms = new ArrayList<>();
    boolean dense = random.nextBoolean();
    for (long e = 100; e < 140; e++) {
      if (dense || random.nextInt(4) > 0) {
        datoms.add(new Datom(e, KEY, (long) random.nextInt(10), 1 + random.nextInt(3), true));
      }
      if (random.nextInt(3) > 0) {
        datoms.add(new Datom(e, NAME, "n" + random.nextInt(5), 2, true));
      }
      for (int i = random.nextInt(4); i > 0; i--) {
        datoms.add(new Datom(e, TAGS, "t" + i, 3, true));
      }
      if (random.nextBoolean()) {
        datoms.add(new Datom(e, NEXT, 100L + random.nextInt(50), 3, true));
      }
    }
    datoms.sort(Comparator.comparingLong(Datom::t));
    return datoms;
  }

  private static List<List<Object>> star(
      List<Datom> datoms, List<StarColumn> columns, Iterable<Long> entities) {
    List<List<Object>> rows = new ArrayList<>();
    for (long entity : entities) {
      Map<Integer, List<Datom>> byAttribute = new HashMap<>();
      for (Datom datom : datoms) {
        if (datom.entity() == entity) {
          byAttribute.computeIfAbsent(datom.attribute(), a -> new ArrayList<>()).add(datom);
        }
      }
      List<Map<Integer, Datom>> found = new ArrayList<>(List.of(Map.of()));
      for (StarColumn column : columns) {
        if (column.kind() == StarColumn.Kind.ENTITY
            || found.stream().anyMatch(f -> f.containsKey(column.attribute()))) {
          continue;
        }
        List<Datom> values = byAttribute.getOrDefault(column.attribute(), List.of());
        boolean required =
            columns.stream()
                .anyMatch(c ->
                    c.attribute() == column.attribute()
                        && c.required()
                        && c.kind() != StarColumn.Kind.ENTITY);
        List<Map<Integer, Datom>> more = new ArrayList<>();
        for (Map<Integer, Datom> one : found) {
          for (Datom value : values) {
            Map<Integer, Datom> extended = new HashMap<>(one);
            extended.put(column.attribute(), value);
            more.add(extended);
          }
          if (values.isEmpty() && !required) {
            more.add(one);
          }
        }
        found = more;
      }
      for (Map<Integer, Datom> one : found) {
        List<Object> row = new ArrayList<>();
        for (StarColumn column : columns) {
          Datom datom = one.get(column.attribute());
          row.add(
              switch (column.kind()) {
                case ENTITY -> (Object) entity;
                case VALUE -> datom == null ? null : datom.value();
                case TX -> datom == null ? null : (Object) EntityIds.ofTx(datom.t());
              });
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<StarColumn> columns(Random random) {
    List<StarColumn> columns = new ArrayList<>();
    columns.add(StarColumn.value("key", KEY, DataType.LONG, random.nextInt(3) > 0));
    columns.add(StarColumn.entity("e"));
    columns.add(StarColumn.value("name", NAME, DataType.STRING, random.nextInt(3) == 0));
    columns.add(StarColumn.tx("tx", KEY, columns.getFirst().required()));
    if (random.nextBoolean()) {
      columns.add(StarColumn.value("tags", TAGS, DataType.STRING, random.nextInt(3) == 0));
    }
    return columns;
  }

  @RepeatedTest(60)
  void aStarScanGivesEveryCombinationOfDatoms(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    List<Datom> datoms = datoms(random);
    Db db = new NaiveIndexes(datoms, ScanTest::type).db();
    List<StarColumn> columns = columns(random);
    TreeSet<Long> entities = new TreeSet<>();
    for (Datom datom : datoms) {
      boolean read =
          columns.stream()
              .anyMatch(
                  c -> c.kind() != StarColumn.Kind.ENTITY && c.attribute() == datom.attribute());
      if (read && datom.entity() >= 105 && datom.entity() < 135) {
        entities.add(datom.entity());
      }
    }
    List<List<Object>> all = star(datoms, columns, entities);
    long limit = random.nextInt(10);
    boolean filtered = random.nextBoolean();
    Expr below =
        Expr.Call.of(
            "<",
            DataType.BOOLEAN,
            new Expr.Column(0, DataType.LONG),
            new Expr.Literal(limit, DataType.LONG));
    Operator scan =
        new StarScan(
            DbSource.GIVEN,
            105,
            135,
            columns,
            List.of(),
            filtered ? COMPILER.conditions(below) : List.of());
    List<List<Object>> expected =
        all.stream()
            .filter(row -> !filtered || (row.get(0) != null && (Long) row.get(0) < limit))
            .toList();
    assertThat(TestRows.run(scan, TestRows.context(db)))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @RepeatedTest(40)
  void anEntityLookupAddsTheStarOfEachRow(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    List<Datom> datoms = datoms(random);
    Db db = new NaiveIndexes(datoms, ScanTest::type).db();
    List<StarColumn> columns = columns(random);
    boolean required =
        columns.stream().anyMatch(c -> c.required() && c.kind() != StarColumn.Kind.ENTITY);
    List<List<Object>> input = new ArrayList<>();
    for (int i = random.nextInt(40) + 1; i > 0; i--) {
      Long entity = random.nextInt(8) == 0 ? null : Long.valueOf(95 + random.nextInt(50));
      input.add(Arrays.asList("r" + i, entity));
    }
    Plan.Join.Kind kind =
        List.of(Plan.Join.Kind.INNER, Plan.Join.Kind.LEFT, Plan.Join.Kind.SEMI, Plan.Join.Kind.ANTI)
            .get(random.nextInt(4));
    List<List<Object>> expected = new ArrayList<>();
    for (List<Object> row : input) {
      List<List<Object>> found =
          row.get(1) == null ? List.of() : star(datoms, columns, List.of((Long) row.get(1)));
      expected.addAll(joined(kind, row, found, columns.size()));
    }
    assertThat(required || kind != null).isTrue();
    Operator rows =
        TestRows.rows(List.of(DataType.STRING, DataType.REF), input, 13, random.nextBoolean());
    Operator lookup = new EntityLookup(kind, rows, 1, DbSource.GIVEN, columns, null);
    assertThat(TestRows.run(lookup, TestRows.context(db)))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  static List<List<Object>> joined(
      Plan.Join.Kind kind, List<Object> row, List<List<Object>> found, int width) {
    return switch (kind) {
      case SEMI -> found.isEmpty() ? List.of() : List.of(row);
      case ANTI -> found.isEmpty() ? List.of(row) : List.of();
      case LEFT ->
          found.isEmpty()
              ? List.of(concat(row, Arrays.asList(new Object[width])))
              : found.stream().map(right -> concat(row, right)).toList();
      default -> found.stream().map(right -> concat(row, right)).toList();
    };
  }

  static List<Object> concat(List<Object> left, List<Object> right) {
    List<Object> both = new ArrayList<>(left);
    both.addAll(right);
    return both;
  }

  @RepeatedTest(20)
  void aValueLookupFindsTheEntitiesOfAValue(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    List<Datom> datoms = datoms(random);
    Db db = new NaiveIndexes(datoms, ScanTest::type).db();
    boolean references = random.nextBoolean();
    int attribute = references ? NEXT : KEY;
    DataType type = type(attribute);
    List<List<Object>> input = new ArrayList<>();
    for (int i = random.nextInt(20) + 1; i > 0; i--) {
      long value = references ? 100 + random.nextInt(50) : random.nextInt(12);
      input.add(Arrays.asList(random.nextInt(6) == 0 ? null : (Object) value));
    }
    List<StarColumn> columns =
        List.of(StarColumn.entity("e"), StarColumn.value("v", attribute, type, true));
    List<List<Object>> expected = new ArrayList<>();
    for (List<Object> row : input) {
      List<List<Object>> found = new ArrayList<>();
      for (Datom datom : datoms) {
        if (datom.attribute() == attribute && datom.value().equals(row.get(0))) {
          found.add(List.of(datom.entity(), datom.value()));
        }
      }
      expected.addAll(joined(Plan.Join.Kind.LEFT, row, found, 2));
    }
    Operator lookup =
        new ValueLookup(
            Plan.Join.Kind.LEFT,
            TestRows.rows(List.of(type), input, 7, true),
            COMPILER.compile(new Expr.Column(0, type)),
            DbSource.GIVEN,
            references ? IndexOrder.VAET : IndexOrder.AVET,
            attribute,
            type,
            columns,
            null);
    assertThat(TestRows.run(lookup, TestRows.context(db)))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @RepeatedTest(40)
  void anIndexJoinAddsTheStarsOfTheEntitiesOfAValue(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    List<Datom> datoms = datoms(random);
    Db db = new NaiveIndexes(datoms, ScanTest::type).db();
    boolean references = random.nextBoolean();
    int attribute = references ? NEXT : KEY;
    DataType type = type(attribute);
    List<StarColumn> columns = columns(random);
    List<List<Object>> input = new ArrayList<>();
    for (int i = random.nextInt(20) + 1; i > 0; i--) {
      long value = references ? 100 + random.nextInt(50) : random.nextInt(12);
      input.add(Arrays.asList(random.nextInt(6) == 0 ? null : (Object) value));
    }
    Plan.Join.Kind kind =
        List.of(Plan.Join.Kind.INNER, Plan.Join.Kind.LEFT, Plan.Join.Kind.SEMI, Plan.Join.Kind.ANTI)
            .get(random.nextInt(4));
    List<List<Object>> expected = new ArrayList<>();
    for (List<Object> row : input) {
      List<Long> entities =
          datoms.stream()
              .filter(d -> d.attribute() == attribute && d.value().equals(row.get(0)))
              .map(Datom::entity)
              .toList();
      expected.addAll(joined(kind, row, star(datoms, columns, entities), columns.size()));
    }
    Operator join =
        new IndexJoin(
            kind,
            TestRows.rows(List.of(type), input, 7, random.nextBoolean()),
            COMPILER.compile(new Expr.Column(0, type)),
            DbSource.GIVEN,
            references ? IndexOrder.VAET : IndexOrder.AVET,
            attribute,
            type,
            columns,
            null);
    assertThat(TestRows.run(join, TestRows.context(db)))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aRangeScanGivesValuesInOrder() {
    List<Datom> datoms = datoms(new Random(5));
    Db db = new NaiveIndexes(datoms, ScanTest::type).db();
    Evaluator low = COMPILER.compile(new Expr.Literal(3L, DataType.LONG));
    Evaluator high = COMPILER.compile(new Expr.Parameter(0, DataType.LONG));
    Operator scan =
        new RangeScan(
            DbSource.GIVEN,
            KEY,
            DataType.LONG,
            low,
            false,
            high,
            true,
            List.of(StarColumn.value("key", KEY, DataType.LONG, true), StarColumn.entity("e")));
    List<List<Object>> expected =
        datoms.stream()
            .filter(d -> d.attribute() == KEY && (Long) d.value() > 3 && (Long) d.value() <= 7)
            .sorted(
                Comparator.comparing((Datom d) -> (Long) d.value()).thenComparing(Datom::entity))
            .map(d -> List.<Object>of(d.value(), d.entity()))
            .toList();
    assertThat(TestRows.run(scan, TestRows.context(new Object[] {7L}, db))).isEqualTo(expected);
    assertThat(TestRows.run(scan, TestRows.context(new Object[] {null}, db))).isEmpty();
  }

  @Test
  void aSourceIsSeenAsOfItsMoment() {
    List<Datom> datoms =
        List.of(
            new Datom(100, KEY, 1L, 1, true),
            new Datom(100, KEY, 1L, 2, false),
            new Datom(100, KEY, 2L, 2, true));
    Db db = new NaiveIndexes(datoms, ScanTest::type).db();
    Evaluator t = COMPILER.compile(new Expr.Parameter(0, DataType.LONG));
    Operator scan =
        new StarScan(
            new DbSource(0, t),
            0,
            1000,
            List.of(StarColumn.value("key", KEY, DataType.LONG, true)),
            List.of(),
            List.of());
    assertThat(TestRows.run(scan, TestRows.context(new Object[] {1L}, db)))
        .containsExactly(List.of(1L));
    assertThat(TestRows.run(scan, TestRows.context(new Object[] {2L}, db)))
        .containsExactly(List.of(2L));
    assertThat(TestRows.run(scan, TestRows.context(new Object[] {null}, db))).isEmpty();
  }
}
