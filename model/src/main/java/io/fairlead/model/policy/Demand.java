package io.fairlead.model.policy;

import java.util.List;

/** What must hold of one attribute of a request: it is any of some values, or none of them. */
public sealed interface Demand {

  /** Whether none of the values may be met. */
  boolean isExcluding();

  /** Whether only HTTP has the attribute. */
  boolean isOfHttp();

  /** An attribute that is a text. */
  record OfText(TextAttribute attribute, List<TextPattern> patterns, boolean isExcluding)
      implements Demand {
    public OfText {
      patterns = List.copyOf(patterns);
    }

    @Override
    public boolean isOfHttp() {
      return switch (attribute) {
        case TextAttribute.Peer ignored -> false;
        case TextAttribute.ServerName ignored -> false;
        case TextAttribute.Host ignored -> true;
        case TextAttribute.Method ignored -> true;
        case TextAttribute.Path ignored -> true;
        case TextAttribute.Header ignored -> true;
      };
    }
  }

  /**
   * An attribute that is an address.
   *
   * @param blocks each an address or a CIDR block
   */
  record OfAddress(AddressAttribute attribute, List<String> blocks, boolean isExcluding)
      implements Demand {
    public OfAddress {
      blocks = List.copyOf(blocks);
    }

    @Override
    public boolean isOfHttp() {
      return false;
    }
  }

  /** The port that is called, as the host's proxy sees it. */
  record OfPort(List<Integer> ports, boolean isExcluding) implements Demand {
    public OfPort {
      ports = List.copyOf(ports);
    }

    @Override
    public boolean isOfHttp() {
      return false;
    }
  }

  /** Whose address is asked for. */
  enum AddressAttribute {
    /** The other end of the connection. */
    SOURCE,
    /** The client, as x-forwarded-for or the PROXY protocol tell it. */
    CLIENT,
    DESTINATION
  }

  /** Which text is asked for. */
  sealed interface TextAttribute {

    /** What the caller's certificate says. */
    record Peer(Part part) implements TextAttribute {}

    record ServerName() implements TextAttribute {}

    record Host() implements TextAttribute {}

    record Method() implements TextAttribute {}

    record Path() implements TextAttribute {}

    record Header(String name) implements TextAttribute {}
  }

  /** A part of an identity. */
  enum Part {
    /** {@code trust-domain/ns/NAMESPACE/sa/ACCOUNT}. */
    PRINCIPAL,
    NAMESPACE,
    /** {@code NAMESPACE/ACCOUNT}. */
    ACCOUNT,
    TRUST_DOMAIN
  }
}
