package dev.fedmoe.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** With notes as an API server 1.35 writes them. */
class OwnedFieldsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OWNED =
            """
            {"f:metadata": {"f:ownerReferences": {"k:{\\"uid\\":\\"1\\"}": {}}}}""";

    @Test
    void anOwnerIsNotedAsAWhole() throws Exception {
        String owner =
                """
                {"metadata": {"ownerReferences": [{"kind": "FederatedMoEJob", "name": "fashion", "uid": "1", "controller": true}]}}""";

        assertThat(same(owner, owner, OWNED)).isTrue();
        assertThat(same(owner, owner.replace("true", "false"), OWNED)).isFalse();
        assertThat(same(owner.replace("\"1\"", "\"2\""), owner, OWNED)).isFalse();
    }

    @Test
    void anEmptyTextIsNotedButNotStored() throws Exception {
        assertThat(same("{\"value\": \"\"}", "{}", "{\"f:value\": {}}")).isTrue();
        assertThat(same("{\"value\": \"x\"}", "{}", "{\"f:value\": {}}")).isFalse();
        assertThat(same("{\"value\": \"\"}", "{\"value\": \"x\"}", "{\"f:value\": {}}"))
                .isFalse();
    }

    @Test
    void aFieldThatIsOursAndNoLongerDesiredDiffers() throws Exception {
        assertThat(same("{}", "{\"value\": \"x\"}", "{\"f:value\": {}}")).isFalse();
        assertThat(same("{}", "{\"value\": \"x\"}", "{}")).isTrue();
    }

    private static boolean same(String desired, String observed, String owned) throws JsonProcessingException {
        return OwnedFields.same(JSON.readTree(desired), JSON.readTree(observed), JSON.readTree(owned));
    }
}
