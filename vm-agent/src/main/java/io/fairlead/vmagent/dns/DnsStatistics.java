package io.fairlead.vmagent.dns;

/**
 * What happened since the start.
 *
 * @param answered questions for names of the mesh
 * @param forwarded questions that went to the host's name servers
 * @param failed forwarded questions that nobody answered in time
 * @param truncated answers that did not fit, so that the one who asked comes again by TCP
 * @param overloaded questions refused because too many were waiting
 * @param malformed packets that were no question, dropped
 * @param looped questions of our own that came back to us, dropped
 */
public record DnsStatistics(
    long answered,
    long forwarded,
    long failed,
    long truncated,
    long overloaded,
    long malformed,
    long looped) {}
