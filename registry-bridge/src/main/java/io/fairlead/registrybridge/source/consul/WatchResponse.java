package io.fairlead.registrybridge.source.consul;

import java.net.http.HttpResponse;
import org.apache.http.HttpVersion;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.message.BasicHttpResponse;

/** An answer of {@link WatchHttp}, read to its end, in the form that Consul's client takes. */
final class WatchResponse extends BasicHttpResponse implements CloseableHttpResponse {

  WatchResponse(HttpResponse<byte[]> answer) {
    super(HttpVersion.HTTP_1_1, answer.statusCode(), "");
    answer.headers().map().forEach((name, values) -> values.forEach(each -> addHeader(name, each)));
    ByteArrayEntity body = new ByteArrayEntity(answer.body());
    answer.headers().firstValue("Content-Type").ifPresent(body::setContentType);
    setEntity(body);
  }

  @Override
  public void close() {}
}
