package dev.fedmoe.crds.client;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.ArrayList;
import java.util.List;

/** What a client holds for one job. */
public class ClientHolding {
    @JsonPropertyDescription("Name of the job.")
    public String job = "";

    @JsonPropertyDescription("Slots placement has given the job here.")
    public int slots = 0;

    @JsonPropertyDescription("Experts it trains in the newest round.")
    public List<Integer> experts = new ArrayList<>();
}
