package io.fairlead.xds.server;

/**
 * How much one client may ask for. What is beyond is refused by closing the stream with a status
 * that says which limit it was.
 *
 * @param streams open at once in this process
 * @param types asked for on one stream
 * @param names asked for under one type, in one request or in all
 * @param nameLength characters in one resource name, version or type
 */
public record Limits(int streams, int types, int names, int nameLength) {

  public static final Limits STANDARD = new Limits(20_000, 128, 100_000, 4_096);

  public Limits {
    if (streams < 1 || types < 1 || names < 1 || nameLength < 1) {
      throw new IllegalArgumentException("every limit of a discovery service is at least 1");
    }
  }
}
