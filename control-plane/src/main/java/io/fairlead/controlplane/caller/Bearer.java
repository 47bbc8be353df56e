package io.fairlead.controlplane.caller;

/**
 * A bearer token as it came, which nobody has checked yet.
 *
 * @param cluster what the caller calls the cluster that gave the token; empty where it says nothing
 * @param address the caller's end of the connection
 */
public record Bearer(Secret token, String cluster, String address) {}
