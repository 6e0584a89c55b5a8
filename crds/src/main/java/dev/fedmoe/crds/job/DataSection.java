package dev.fedmoe.crds.job;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The private data, as each client has it. */
@ValidationRule(
        value = "self.format == 'images' || has(self.label)",
        fieldPath = ".label",
        messageExpression = "'label is needed for format ' + self.format + "
                + "(self.format == 'csv' ? ': the name of the label column' : ': the file of labels')")
@ValidationRule(
        value = "self.format == 'idx' || (has(self.shape) && size(self.shape) > 0)",
        fieldPath = ".shape",
        messageExpression = "'shape is needed for format ' + self.format + "
                + "(self.format == 'csv' ? ', for example [20] for 20 columns' : ', for example [3, 32, 32]')")
@ValidationRule(
        value = "self.format == 'idx' || has(self.classes)",
        fieldPath = ".classes",
        messageExpression = "'classes is needed for format ' + self.format + ': how many kinds the labels tell apart'")
@ValidationRule(
        value = "self.format != 'images' || !has(self.shape) || size(self.shape) in [0, 3]",
        fieldPath = ".shape",
        messageExpression =
                "'shape of images is [channels, height, width], 3 numbers, not %d'.format([size(self.shape)])")
public class DataSection {
    @JsonPropertyDescription(
            "Format of the files: idx (as MNIST, may be gzipped), csv, or images (a folder of PNG or JPEG files by class).")
    @Required
    public DataFormat format = DataFormat.Idx;

    @JsonPropertyDescription("File of images or rows, or the folder of images; relative to the client's volume.")
    @Required
    @Size(min = 1, max = 512) @ValidationRule(
            value = "!self.startsWith('/') && !self.contains('..')",
            messageExpression =
                    "'image (' + self + ') must be a path below the client\\'s volume: no leading / and no ..'")
    public String image = "";

    @JsonPropertyDescription("File of labels (idx), or name of the label column (csv). Not used for images.")
    @Size(min = 1, max = 512) @ValidationRule(
            value = "!self.startsWith('/') && !self.contains('..')",
            messageExpression =
                    "'label (' + self + ') must be a path below the client\\'s volume: no leading / and no ..'")
    public @Nullable String label;

    @JsonPropertyDescription("Share of each client's samples that is held out for scoring.")
    @Min(0) @Max(0.5) public double holdout = 0.1;

    @JsonPropertyDescription("Shape of one input, channels first. For idx it may be left out: [1, 28, 28].")
    @Size(max = 3) public List<@Min(1) @Max(4096) Integer> shape = new ArrayList<>();

    @JsonPropertyDescription("Number of classes. For idx it may be left out: 10.")
    @Min(2) @Max(100000) public @Nullable Integer classes;
}
