package io.fairlead.xds.server;

import java.time.Duration;

/**
 * How much clients may ask for. What is beyond is refused by closing the stream with a status that
 * says which limit it was.
 *
 * @param streams open at once in this process
 * @param types asked for on one stream
 * @param names asked for under one type, in one request or in all
 * @param nameLength characters in one resource name, version or type
 * @param output what may wait for clients to read it
 * @param entry how new streams are let in
 */
public record Limits(
    int streams, int types, int names, int nameLength, Output output, Entry entry) {

  public static final Limits STANDARD = new Limits(20_000, 128, 100_000, 4_096);

  public Limits {
    if (streams < 1 || types < 1 || names < 1 || nameLength < 1) {
      throw new IllegalArgumentException("every limit of a discovery service is at least 1");
    }
  }

  public Limits(int streams, int types, int names, int nameLength) {
    this(streams, types, names, nameLength, Output.STANDARD, Entry.STANDARD);
  }

  public Limits with(Output other) {
    return new Limits(streams, types, names, nameLength, other, entry);
  }

  public Limits with(Entry other) {
    return new Limits(streams, types, names, nameLength, output, other);
  }

  /**
   * Bounds on what was handed to the transport and is not written.
   *
   * @param bytes for all streams together
   * @param stalledBytes of these for clients that do not read
   * @param patience how long a client may take to read before it counts as one of those
   */
  public record Output(long bytes, long stalledBytes, Duration patience) {

    public static final Output STANDARD = new Output(64L << 20, 16L << 20, Duration.ofSeconds(2));

    public Output {
      if (stalledBytes < 1 || bytes <= stalledBytes || !patience.isPositive()) {
        throw new IllegalArgumentException(
            "stalled clients have a part of all bytes, and patience is positive");
      }
    }
  }

  /**
   * How streams get their first configuration.
   *
   * @param places for streams that are at it at the same time
   * @param hold the longest time that a stream keeps its place
   * @param grace how long one keeps it that has not asked for anything
   * @param deadline for the first request, from when it may be sent
   */
  public record Entry(int places, Duration hold, Duration grace, Duration deadline) {

    public static final Entry STANDARD =
        new Entry(64, Duration.ofSeconds(2), Duration.ofMillis(250), Duration.ofSeconds(30));

    public Entry {
      if (places < 1 || grace.compareTo(hold) > 0 || hold.compareTo(deadline) > 0) {
        throw new IllegalArgumentException(
            "there is a place, and grace, hold and deadline follow each other");
      }
    }
  }
}
