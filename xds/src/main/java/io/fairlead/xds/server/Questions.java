package io.fairlead.xds.server;

import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import java.util.List;

/**
 * Types that are asked for once and never watched: each request has one answer, which is made at
 * that moment. What a client says of such an answer is not heard.
 */
public interface Questions {

  /** No type is one. */
  Questions NONE =
      new Questions() {
        @Override
        public boolean takes(ResourceType type) {
          return false;
        }

        @Override
        public String answerer() {
          return "";
        }

        @Override
        public List<Resource> answer(ClientStream asker, ResourceType type, List<String> names) {
          throw new IllegalStateException("no type is a question here");
        }
      };

  boolean takes(ResourceType type);

  /** Who answers, as the answer's control plane; empty where that is not told. */
  String answerer();

  /**
   * Called in the stream's turn: must not block.
   *
   * @throws io.grpc.StatusRuntimeException closes the stream with its status
   */
  List<Resource> answer(ClientStream asker, ResourceType type, List<String> names);
}
