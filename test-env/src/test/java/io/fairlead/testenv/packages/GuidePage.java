package io.fairlead.testenv.packages;

import io.fairlead.testenv.process.TestEnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page of {@code docs/guides} as what it asks its reader to do.
 *
 * <p>A block whose first line is {@code # NAME} is a file; a block of {@code sh} holds commands,
 * one a line. The word behind {@code sh} says where: none is the operator's machine, {@code
 * prepared} is what a test finds done, another is the name of a host.
 */
record GuidePage(List<Block> blocks) {

  private static final Pattern BLOCK =
      Pattern.compile(
          "^(?:## (?<section>.*)|```(?<info>.*)\n(?<text>(?s:.*?))^```)$", Pattern.MULTILINE);
  private static final Pattern FILE = Pattern.compile("# ([\\w./-]+)\n");

  /** A block and the section that it stands in. */
  record Block(String section, String info, String text) {

    boolean isFile() {
      return FILE.matcher(text).lookingAt();
    }

    /** The name of the file. */
    String name() {
      return text.substring("# ".length(), text.indexOf('\n'));
    }

    /** The host that its commands are for, or an empty text. */
    String host() {
      return info.startsWith("sh ") ? info.substring("sh ".length()) : "";
    }

    List<String> commands() {
      return info.startsWith("sh") ? text.lines().toList() : List.of();
    }
  }

  static GuidePage read(String name) {
    Path page = Path.of("..", "docs", "guides", name);
    try {
      return parse(Files.readString(page));
    } catch (IOException e) {
      throw new TestEnvironmentException("The guide " + page + " cannot be read", e);
    }
  }

  static GuidePage parse(String page) {
    List<Block> blocks = new ArrayList<>();
    String section = "";
    Matcher matcher = BLOCK.matcher(page);
    while (matcher.find()) {
      @Nullable String heading = matcher.group("section");
      if (heading == null) {
        blocks.add(new Block(section, group(matcher, "info"), group(matcher, "text")));
      } else {
        section = heading;
      }
    }
    return new GuidePage(List.copyOf(blocks));
  }

  private static String group(Matcher matcher, String name) {
    return Objects.requireNonNull(matcher.group(name));
  }

  /** The blocks of the section that begins so. */
  List<Block> section(String beginning) {
    List<Block> found =
        blocks.stream().filter(block -> block.section().startsWith(beginning)).toList();
    if (found.isEmpty()) {
      throw new TestEnvironmentException("The guide has no section '" + beginning + "'");
    }
    return found;
  }
}
