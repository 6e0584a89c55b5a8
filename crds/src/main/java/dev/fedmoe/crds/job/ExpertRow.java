package dev.fedmoe.crds.job;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** One expert in a job's status. */
@JsonPropertyOrder({"id", "version", "load", "holders", "price"})
public class ExpertRow {
    @JsonPropertyDescription("Number of the expert, from 0.")
    public int id = 0;

    @JsonPropertyDescription("Round whose commit last changed it; 0 for its first weights.")
    public int version = 0;

    @JsonPropertyDescription("Its share of all routed samples, a decimal in [0, 1].")
    public String load = "";

    @JsonPropertyDescription("Clients that hold it.")
    public int holders = 0;

    @JsonPropertyDescription("What one more slot for it is worth now, a decimal.")
    public String price = "";
}
