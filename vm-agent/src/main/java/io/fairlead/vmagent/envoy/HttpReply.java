package io.fairlead.vmagent.envoy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Takes apart an HTTP/1.1 answer that ended with its connection. */
final class HttpReply {

  private HttpReply() {}

  static EnvoyAdmin.Reply parse(byte[] answer) throws IOException {
    // One char a byte, so that offsets in the text are offsets in the bytes.
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0 || !text.startsWith("HTTP/1.") || text.length() < 12) {
      throw new IOException("Envoy's admin socket does not speak HTTP");
    }
    String head = text.substring(0, end).toLowerCase(Locale.ROOT);
    String body = text.substring(end + 4);
    try {
      int status = Integer.parseInt(head.substring(9, 12));
      boolean chunked = head.contains("\r\ntransfer-encoding: chunked");
      return new EnvoyAdmin.Reply(status, utf8(chunked ? joined(body) : body));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IOException("Envoy's answer was cut short", e);
    }
  }

  private static String joined(String chunks) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int at = 0;
    while (true) {
      int line = chunks.indexOf("\r\n", at);
      int size = Integer.parseInt(chunks.substring(at, line).strip(), 16);
      if (size == 0) {
        return body.toString(StandardCharsets.ISO_8859_1);
      }
      int start = line + 2;
      body.writeBytes(chunks.substring(start, start + size).getBytes(StandardCharsets.ISO_8859_1));
      at = start + size + 2;
    }
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
