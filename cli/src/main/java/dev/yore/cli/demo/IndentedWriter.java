package dev.yore.cli.demo;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Puts spaces before each line. */
final class IndentedWriter extends FilterWriter {
  private final String indent;
  private boolean lineStart = true;

  IndentedWriter(Writer out, String indent) {
    super(out);
    this.indent = indent;
  }

  @Override
  public void write(int c) throws IOException {
    if (lineStart && c != '\n' && c != '\r') {
      out.write(indent);
    }
    out.write(c);
    lineStart = c == '\n';
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(text[i]);
    }
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(text.charAt(i));
    }
  }
}
