package io.fairlead.vmagent.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Turns one written value into the type of a record's component, or says what it should be. */
final class ScalarReader {

  private ScalarReader() {}

  /**
   * @throws IllegalArgumentException with the end of a sentence that begins with the key's name
   */
  static Object read(String text, Class<?> type) {
    if (type == String.class) {
      return text;
    }
    if (type == int.class) {
      return integer(text);
    }
    if (type == boolean.class) {
      return truth(text);
    }
    if (type == Path.class) {
      return path(text);
    }
    if (type == InetSocketAddress.class) {
      return address(text);
    }
    if (type.isEnum()) {
      return choice(text, type);
    }
    throw new IllegalStateException("settings have no components of " + type);
  }

  private static Integer integer(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("must be a whole number, not '" + text + "'");
    }
  }

  private static Boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("must be true or false, not '" + text + "'");
    };
  }

  private static Path path(String text) {
    if (text.indexOf('\0') >= 0 || !text.startsWith("/")) {
      throw new IllegalArgumentException("must be an absolute path, not '" + text + "'");
    }
    return Path.of(text);
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    try {
      String host = text.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
      int port = Integer.parseInt(text.substring(colon + 1));
      return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      throw new IllegalArgumentException(
          "must be an IP address and a port such as 127.0.0.1:15020, not '" + text + "'");
    }
  }

  private static Object choice(String text, Class<?> type) {
    for (Object constant : type.getEnumConstants()) {
      if (constant.toString().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    String allowed =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw new IllegalArgumentException("must be one of " + allowed + ", not '" + text + "'");
  }
}
