package dev.yore.cli.load;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/**
 * A file of separated values, which can be read several times.
 *
 * @param name for messages
 * @param header whether the first line names the columns
 * @param nullText what stands for NULL when it is not quoted
 */
record CsvFile(
    String name, Path path, Charset encoding, char delimiter, boolean header, String nullText) {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** What separates values, by what the first line has most of. */
  static char guessDelimiter(Path path, Charset encoding) throws IOException {
    String line;
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(Files.newInputStream(path), encoding))) {
      line = String.valueOf(reader.readLine()).replaceAll("\"[^\"]*\"", "");
    }
    char best = ',';
    for (char candidate : new char[] {',', ';', '\t', '|'}) {
      if (count(line, candidate) > count(line, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String line, char c) {
    return line.chars().filter(x -> x == c).count();
  }

  /** A row: where it starts and its values, null for NULL. */
  record Row(long line, @Nullable String[] values) {}

  /** Reads the rows one after the other. Used by one thread. */
  static final class Rows implements AutoCloseable {
    private final CountingStream bytes;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private List<String> header = List.of();
    private long linesBefore;

    private Rows(CsvFile file) throws IOException {
      bytes = new CountingStream(Files.newInputStream(file.path()));
      Reader reader =
          new BufferedReader(
              new InputStreamReader(
                  bytes,
                  file.encoding()
                      .newDecoder()
                      .onMalformedInput(CodingErrorAction.REPORT)
                      .onUnmappableCharacter(CodingErrorAction.REPORT)));
      skipByteOrderMark(reader);
      parser = CSVParser.builder().setReader(reader).setFormat(file.format()).get();
      records = parser.iterator();
      if (file.header()) {
        Row first = next();
        List<String> names = new ArrayList<>();
        for (String value : first == null ? new String[0] : first.values()) {
          names.add(value == null ? "" : value);
        }
        header = names;
      }
    }

    private static void skipByteOrderMark(Reader reader) throws IOException {
      try {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
          reader.reset();
        }
      } catch (CharacterCodingException e) {
        throw new UnreadableCsvException(1, e);
      }
    }

    /** The names in the first line; none if it has none. */
    List<String> header() {
      return header;
    }

    /** The next row, or null. */
    @Nullable Row next() {
      try {
        if (!records.hasNext()) {
          return null;
        }
        CSVRecord record = records.next();
        @Nullable String[] values = new @Nullable String[record.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = record.get(i);
        }
        Row row = new Row(linesBefore + 1, values);
        linesBefore = parser.getCurrentLineNumber();
        return row;
      } catch (UncheckedIOException | IllegalStateException e) {
        throw new UnreadableCsvException(linesBefore + 1, e);
      }
    }

    long bytesRead() {
      return bytes.count;
    }

    @Override
    public void close() throws IOException {
      parser.close();
    }
  }

  Rows open() throws IOException {
    return new Rows(this);
  }

  private CSVFormat format() {
    return CSVFormat.RFC4180
        .builder()
        .setDelimiter(delimiter)
        .setIgnoreEmptyLines(true)
        .setQuoteMode(QuoteMode.ALL_NON_NULL)
        .setNullString(nullText)
        .get();
  }

  private static final class CountingStream extends FilterInputStream {
    private long count;

    CountingStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      count += Math.max(read, 0);
      return read;
    }
  }
}
