package io.fairlead.vmagent.xdsproxy;

import io.fairlead.vmagent.discovery.Variant;
import java.io.IOException;

/** Changes what a control plane answers before Envoy sees it. */
public interface AnswerEdit {

  /** Whether answers of the type are changed at all. */
  boolean touches(String typeUrl);

  /**
   * The answer as Envoy is to see it.
   *
   * @throws IOException where the bytes are no such message
   */
  byte[] edit(Variant variant, String typeUrl, byte[] message) throws IOException;

  /** Answers pass as they are. */
  AnswerEdit NONE =
      new AnswerEdit() {
        @Override
        public boolean touches(String typeUrl) {
          return false;
        }

        @Override
        public byte[] edit(Variant variant, String typeUrl, byte[] message) {
          return message;
        }
      };
}
