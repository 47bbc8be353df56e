package io.fairlead.xds.server;

/**
 * What a discovery service has done and where it stands, for whoever watches it.
 *
 * @param streams open now, those included whose client is not known yet
 */
public record Figures(int streams, Traffic traffic, Output output, Entry entry) {

  /**
   * @param answers handed to the transport since the start
   * @param bytes in them
   */
  public record Traffic(long answers, long bytes) {}

  /**
   * @param pendingBytes handed to the transport and not written yet, the stalled ones included
   * @param stalledBytes pending for clients that have not read for a while
   * @param stalled such clients
   * @param waiting streams whose next answer waits until others have read theirs
   * @param cutOff clients that were disconnected since the start for not reading
   */
  public record Output(
      long pendingBytes, long stalledBytes, int stalled, int waiting, long cutOff) {}

  /**
   * @param admitted streams that are in their first configuration now
   * @param waiting streams that have not been asked for their first request
   * @param refused streams that found no room since the start
   */
  public record Entry(int admitted, int waiting, long refused) {}
}
