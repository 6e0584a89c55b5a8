package dev.fedmoe.protocol;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;

/** Messages as the text of a file. Fields and names of another version are passed over; the codecs miss what they need. */
final class JsonText {
    private JsonText() {}

    static String print(Message message) {
        try {
            return JsonFormat.printer().print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a message made here can be printed", e);
        }
    }

    static <B extends Message.Builder> B parse(String json, B message) {
        try {
            JsonFormat.parser().ignoringUnknownFields().merge(json, message);
            return message;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
