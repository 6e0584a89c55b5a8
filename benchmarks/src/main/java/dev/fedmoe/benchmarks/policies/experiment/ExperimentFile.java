package dev.fedmoe.benchmarks.policies.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fedmoe.local.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads an experiment. Every field is needed and none is converted, so that the file tells all of it. */
public final class ExperimentFile {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    /** One that ships, for what to write in place of a bad value. */
    private static final String EXAMPLE = "k3.yaml";

    private ExperimentFile() {}

    public static Experiment read(Path file) throws BadInputException {
        JsonNode tree = tree(file);
        try {
            return YAML.treeToValue(tree, Experiment.class);
        } catch (JsonMappingException e) {
            throw new BadInputException(file.getFileName() + ": " + new FieldProblem(e, tree, example()).sentence(), e);
        } catch (JsonProcessingException e) {
            throw new BadInputException(file + " cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static JsonNode tree(Path file) throws BadInputException {
        try {
            JsonNode tree = YAML.readTree(Files.readString(file));
            if (!tree.isObject()) {
                throw new BadInputException(
                        file + " holds no mapping. Maybe copy one of benchmarks/experiments and change it.");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new BadInputException(file + " is not YAML: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new BadInputException("there is no experiment " + file + ". Maybe one of benchmarks/experiments.", e);
        }
    }

    private static JsonNode example() {
        try (var example = ExperimentFile.class.getResourceAsStream(EXAMPLE)) {
            return YAML.readTree(example);
        } catch (IOException e) {
            throw new IllegalStateException(EXAMPLE + " is not in the jar", e);
        }
    }
}
