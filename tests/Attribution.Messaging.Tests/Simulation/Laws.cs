namespace Attribution.Messaging.Tests.Simulation;

/// <summary>What must be true when everything has come to rest, whatever happened before.</summary>
internal static class Laws
{
    public static async Task CheckAsync(IBackend backend, Scenario scenario, string seed)
    {
        var published = scenario.Published.SelectMany(messages => messages).ToList();
        var stored = (await backend.MessagesAsync()).ToDictionary(message => message.MessageId);
        var effects = await backend.EffectsAsync();

        NothingIsLost(published, stored, seed);
        effects.ShouldBeUnique(seed);
        foreach (var message in published)
        {
            EndsAsItShould(message, stored[message.MessageId], effects, seed);
        }

        OrderHolds(scenario, effects, seed);
        EveryEffectIsAnswered(published, stored, effects, seed);
    }

    private static void NothingIsLost(
        List<Envelope> published, Dictionary<MessageId, StoredMessage> stored, string seed) =>
        published.ShouldAllBe(
            message => stored.ContainsKey(message.MessageId)
                && stored[message.MessageId].Body == message.Body.ToString(), seed);

    private static void EndsAsItShould(
        Envelope message, StoredMessage stored, IReadOnlyList<MessageId> effects, string seed)
    {
        var story = $"{seed}: {stored}";
        if (stored.State == "done")
        {
            stored.Outcome.ShouldBeOneOf(["handled", "already_handled"], story);
            effects.ShouldContain(message.MessageId, story);
            return;
        }

        // A dead letter is complete: why it died, and one recorded failure for each counted attempt.
        stored.State.ShouldBe("dead", story);
        Scenario.MustTakeEffect(message).ShouldBeFalse(story);
        stored.Failures.ShouldBe(stored.Attempts, story);
        var (code, attempts) = Scenario.KindOf(message) switch
        {
            "refused" => ("REFUSED", stored.Attempts),
            "killer" => (Failure.AttemptsExhaustedCode, Math.Max(stored.Attempts, Scenario.MaxAttempts + 1)),
            _ => ("FORMAT_EXCEPTION", Math.Max(stored.Attempts, Scenario.PoisonAttempts)),
        };
        (stored.ProblemCode, stored.Attempts).ShouldBe((code, attempts), story);
    }

    private static void OrderHolds(Scenario scenario, IReadOnlyList<MessageId> effects, string seed)
    {
        var place = effects.Select((id, at) => (id, at)).ToDictionary();
        foreach (var lane in scenario.Published)
        {
            lane.Where(message => place.ContainsKey(message.MessageId) && Scenario.MustTakeEffect(message))
                .Select(message => place[message.MessageId])
                .ShouldBeInOrder(SortDirection.Ascending, $"{seed}: {lane[0].Subject}");
        }
    }

    private static void EveryEffectIsAnswered(
        List<Envelope> published, Dictionary<MessageId, StoredMessage> stored,
        IReadOnlyList<MessageId> effects, string seed)
    {
        foreach (var message in published)
        {
            var answer = MessageId.Of(message.TenantId, "/simulation/answers", message.Id);
            stored.ContainsKey(answer).ShouldBe(effects.Contains(message.MessageId), seed);
            effects.Contains(answer).ShouldBe(effects.Contains(message.MessageId), seed);
        }
    }
}
