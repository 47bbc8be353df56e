package io.fairlead.model.policy;

/** A certificate and its key, in files on the host of a proxy. */
public record KeyFiles(String certificate, String key) {}
