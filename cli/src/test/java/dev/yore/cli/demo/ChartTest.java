package dev.yore.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChartTest {

  @Test
  void drawsEachValueInEighthsOfALine() {
    assertThat(Chart.of(new long[] {0, 1, 8, 12, 16}, 2, true))
        .containsExactly("16 ┤      ▄▄██", " 0 ┤  ▁▁██████");
  }

  @Test
  void usesPlainCharactersWhereNoOthersAreShown() {
    assertThat(Chart.of(new long[] {0, 8, 16}, 2, false)).containsExactly("16 |    #", " 0 |  # #");
  }

  @Test
  void drawsNothingButTheAxisForZeros() {
    assertThat(Chart.of(new long[] {0, 0}, 2, true)).containsExactly("1 ┤", "0 ┤");
  }
}
