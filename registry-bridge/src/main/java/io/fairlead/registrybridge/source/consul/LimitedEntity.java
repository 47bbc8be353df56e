package io.fairlead.registrybridge.source.consul;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.entity.HttpEntityWrapper;
import org.apache.http.protocol.HttpContext;

/** A body that ends with an error where it is larger than any honest answer. */
final class LimitedEntity extends HttpEntityWrapper {

  static final int LARGEST = 64 << 20;

  private LimitedEntity(HttpEntity body) {
    super(body);
  }

  static void limit(HttpResponse response, HttpContext context) throws IOException {
    HttpEntity body = response.getEntity();
    if (body == null) {
      return;
    }
    if (body.getContentLength() > LARGEST) {
      throw new IOException(tooLarge());
    }
    response.setEntity(new LimitedEntity(body));
  }

  @Override
  public InputStream getContent() throws IOException {
    return new Limited(super.getContent());
  }

  private static String tooLarge() {
    return "the answer is larger than " + (LARGEST >> 20) + " MiB";
  }

  /** Counts what passes. */
  private static final class Limited extends FilterInputStream {
    private long left = LARGEST;

    Limited(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int read) throws IOException {
      left -= read;
      if (left < 0) {
        throw new IOException(tooLarge());
      }
    }
  }
}
