package io.fairlead.istioconfig.yaml;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.SourceLocation;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The documents of a text as nodes with marks; what is broken or too large is one problem. */
final class YamlDocuments {

  static final int MAX_CODE_POINTS = 3 * 1024 * 1024;
  static final int MAX_DOCUMENTS = 10_000;

  /** The YAML engine's time grows with the square of a line's length. */
  static final int MAX_LINE = 256 * 1024;

  private static final String SEPARATOR = "---";

  /** Documents that break, after each of which all that is left is read anew. */
  private static final int MAX_BROKEN = 20;

  private static final int MAX_MESSAGE = 200;

  private YamlDocuments() {}

  /** Documents before and after one that breaks are still given to {@code taker}. */
  static void read(String text, Findings findings, Consumer<Node> taker) {
    if (text.length() > MAX_CODE_POINTS) {
      findings.error(
          ProblemCode.TOO_LARGE,
          findings.wholeFile(),
          "has " + text.length() + " characters, and 3 MiB are allowed: split it into files");
      return;
    }
    int longLine = longLine(text);
    if (longLine >= 0) {
      findings.error(
          ProblemCode.TOO_LARGE,
          place(text, text.codePointCount(0, longLine), findings),
          "begins a line of more than 256 KiB: break the text into lines, as `jq .` does");
      return;
    }
    String rest = text;
    for (int i = 0; !rest.isEmpty() && i <= MAX_BROKEN; i++) {
      rest = afterBreak(rest, brokenAt(rest, findings, taker));
    }
  }

  /** The line, from 0, in which the text breaks; -1 where it does not. */
  private static int brokenAt(String text, Findings findings, Consumer<Node> taker) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setCodePointLimit(MAX_CODE_POINTS)
            .setUseMarks(true)
            .setAllowNonScalarKeys(true)
            .build();
    try {
      StreamReader reader = new StreamReader(settings, text);
      compose(new Composer(settings, guarded(settings, reader)), findings, taker);
      return -1;
    } catch (MarkedYamlEngineException e) {
      findings.error(ProblemCode.BAD_YAML, findings.at(e.getProblemMark()), sentence(e));
      return e.getProblemMark().map(mark -> mark.getLine()).orElse(-1);
    } catch (ReaderException e) {
      findings.error(ProblemCode.BAD_YAML, place(text, e.getPosition(), findings), character(e));
      return -1;
    } catch (YamlEngineException e) {
      findings.error(
          ProblemCode.BAD_YAML, findings.wholeFile(), "is no readable YAML: " + e.getMessage());
      return -1;
    }
  }

  /**
   * What comes after a document that breaks, with as many empty lines before it as there were
   * others, so that places stay what they are; empty where nothing comes.
   */
  private static String afterBreak(String text, int line) {
    int begin = 0;
    int number = 0;
    while (line >= 0 && begin < text.length()) {
      if (number > line && text.startsWith(SEPARATOR, begin)) {
        return "\n".repeat(number) + text.substring(begin);
      }
      int end = text.indexOf('\n', begin);
      begin = end < 0 ? text.length() : end + 1;
      number++;
    }
    return "";
  }

  /** Where the first line begins that is too long; -1 where there is none. */
  private static int longLine(String text) {
    int begin = 0;
    while (begin < text.length()) {
      int end = text.indexOf('\n', begin);
      end = end < 0 ? text.length() : end;
      if (end - begin > MAX_LINE) {
        return begin;
      }
      begin = end + 1;
    }
    return -1;
  }

  private static GuardedParser guarded(LoadSettings settings, StreamReader reader) {
    return new GuardedParser(new ParserImpl(settings, reader));
  }

  private static void compose(Composer composer, Findings findings, Consumer<Node> taker) {
    int count = 0;
    while (composer.hasNext()) {
      Node document = composer.next();
      if (++count > MAX_DOCUMENTS) {
        String sentence = "more than " + MAX_DOCUMENTS + " documents: split them into files";
        findings.error(ProblemCode.TOO_LARGE, findings.at(document), sentence);
        return;
      }
      taker.accept(document);
    }
  }

  private static String sentence(MarkedYamlEngineException e) {
    if (e instanceof GuardedParser.Refusal) {
      return e.getProblem();
    }
    String context = e.getContext() == null ? "" : " (" + e.getContext() + ")";
    return "is no readable YAML: " + Excerpt.clean(e.getProblem() + context, MAX_MESSAGE);
  }

  private static String character(ReaderException e) {
    return "is no readable YAML: the character U+"
        + "%04X".formatted(e.getCodePoint())
        + " is not allowed, remove it";
  }

  /** The engine tells the position of a bad character in code points, not as a mark. */
  private static SourceLocation place(String text, int position, Findings findings) {
    int line = 1;
    int column = 1;
    int[] points = text.codePoints().limit(Math.max(0, position)).toArray();
    for (int point : points) {
      column = point == '\n' ? 1 : column + 1;
      line += point == '\n' ? 1 : 0;
    }
    return findings.at(line, column);
  }
}
