package dev.fedmoe.operator.check;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * One question over HTTP.
 *
 * @param token sent as bearer, unless empty
 * @param advice what to do when the answer stays wrong
 */
record HttpProbe(URI url, String token, SSLSocketFactory trust, String advice) {
    private static final int PATIENCE_MILLIS = 5_000;

    /** What is wrong; empty when nothing is. */
    String ask() {
        try {
            var connection = (HttpURLConnection) url.toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            if (connection instanceof HttpsURLConnection secured) {
                secured.setSSLSocketFactory(trust);
            }
            if (!token.isEmpty()) {
                connection.setRequestProperty("Authorization", "Bearer " + token);
            }
            int status = connection.getResponseCode();
            return status == HttpURLConnection.HTTP_OK ? "" : "HTTP " + status;
        } catch (IOException e) {
            return e.toString();
        }
    }
}
