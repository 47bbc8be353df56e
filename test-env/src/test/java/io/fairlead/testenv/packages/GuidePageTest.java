package io.fairlead.testenv.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.testenv.process.TestEnvironmentException;
import org.junit.jupiter.api.Test;

final class GuidePageTest {

  private static final GuidePage PAGE =
      GuidePage.parse(
          """
          # A guide
          ## 1. Files
          ```yaml
          # group_vars/all.yml
          a: 1
          ```
          ## 2. Commands
          Text with ``` in it.

          ```sh web
          first
          second
          ```
          """);

  @Test
  void findsFilesByTheirFirstLine() {
    assertThat(PAGE.section("1."))
        .singleElement()
        .satisfies(
            block -> {
              assertThat(block.isFile()).isTrue();
              assertThat(block.name()).isEqualTo("group_vars/all.yml");
              assertThat(block.text()).endsWith("a: 1\n");
              assertThat(block.commands()).isEmpty();
              assertThat(block.host()).isEmpty();
            });
  }

  @Test
  void findsCommandsAndWhereTheyRun() {
    assertThat(PAGE.section("2."))
        .singleElement()
        .satisfies(
            block -> {
              assertThat(block.isFile()).isFalse();
              assertThat(block.info()).isEqualTo("sh web");
              assertThat(block.host()).isEqualTo("web");
              assertThat(block.commands()).containsExactly("first", "second");
            });
  }

  @Test
  void missesASectionThatIsGone() {
    assertThatThrownBy(() -> PAGE.section("3.")).isInstanceOf(TestEnvironmentException.class);
  }
}
