package dev.yore.transactor.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sizes and times as people write them in settings and URLs; null for what is neither. */
public final class Amounts {
  public static final String BYTES_FORM = "bytes, or a number with KB, MB or GB";
  public static final String TIME_FORM = "seconds, or a number with ms, s or min";

  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15})\\s*([a-zA-Z]*)");

  private Amounts() {}

  /** Bytes, at least one: {@code 4096}, {@code 64 KB}, {@code 1GB}. */
  public static @Nullable Long bytes(String text) {
    Matcher amount = AMOUNT.matcher(text.strip());
    if (!amount.matches()) {
      return null;
    }
    int shift =
        switch (amount.group(2).toUpperCase(Locale.ROOT)) {
          case "", "B" -> 0;
          case "KB" -> 10;
          case "MB" -> 20;
          case "GB" -> 30;
          default -> -1;
        };
    long number = Long.parseLong(amount.group(1));
    return shift >= 0 && number > 0 && number <= Long.MAX_VALUE >> shift ? number << shift : null;
  }

  /** A time: {@code 3}, {@code 3s}, {@code 500 ms}, {@code 5min}. */
  public static @Nullable Duration time(String text) {
    Matcher amount = AMOUNT.matcher(text.strip());
    if (!amount.matches()) {
      return null;
    }
    long number = Long.parseLong(amount.group(1));
    return switch (amount.group(2).toLowerCase(Locale.ROOT)) {
      case "", "s" -> Duration.ofSeconds(number);
      case "ms" -> Duration.ofMillis(number);
      case "min" -> Duration.ofMinutes(number);
      default -> null;
    };
  }
}
