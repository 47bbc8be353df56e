package io.fairlead.pki;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One {@code BEGIN … END} section of a PEM text. Text around the sections is ignored (RFC 7468).
 */
record PemBlock(String type, byte[] der) {

  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  /** The sections of {@code pem}, in order; never none. */
  static List<PemBlock> parse(String pem, int maximumLength) {
    if (pem.length() > maximumLength) {
      throw new PkiException(
          "the PEM text has %d characters, more than the %d allowed"
              .formatted(pem.length(), maximumLength));
    }
    var blocks = new ArrayList<PemBlock>();
    String type = "";
    var body = new StringBuilder();
    for (String line : pem.lines().map(String::strip).toList()) {
      if (line.startsWith(BEGIN)) {
        requireOutside(type, line);
        type = label(line, BEGIN);
        body.setLength(0);
      } else if (line.startsWith(END)) {
        if (type.isEmpty() || !label(line, END).equals(type)) {
          throw new PkiException("the PEM text has the line '" + line + "' without its beginning");
        }
        blocks.add(new PemBlock(type, decode(type, body.toString())));
        type = "";
      } else if (!type.isEmpty()) {
        body.append(line);
      }
    }
    requireOutside(type, "the end of the text");
    if (blocks.isEmpty()) {
      throw new PkiException("there is no PEM section: expected a line beginning with " + BEGIN);
    }
    return blocks;
  }

  static String encode(String type, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return BEGIN + type + DASHES + "\n" + body + "\n" + END + type + DASHES + "\n";
  }

  private static void requireOutside(String type, String found) {
    if (!type.isEmpty()) {
      throw new PkiException(
          "the PEM section " + type + " is cut off: found " + found + " before its END line");
    }
  }

  private static String label(String line, String start) {
    String rest = line.substring(start.length());
    if (!rest.endsWith(DASHES) || rest.length() == DASHES.length()) {
      throw new PkiException("the PEM line '" + line + "' does not end with " + DASHES);
    }
    return rest.substring(0, rest.length() - DASHES.length());
  }

  private static byte[] decode(String type, String body) {
    try {
      return Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      throw new PkiException("the PEM section " + type + " is not base64", e);
    }
  }
}
