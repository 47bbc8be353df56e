package io.fairlead.xds;

/** A client's refusal of an answer: what it says was wrong, in its own words. */
public record Rejection(ResourceType type, String version, String message) {}
