namespace Attribution.Api.CommandLine;

/// <summary>What the demo prints: an address, a token and three queries to copy.</summary>
internal static class DemoText
{
    internal static string Write(string address, string token) =>
        $$$"""

        The API is at {{{address}}}/graphql (Ctrl-C stops it; the data stay).

        A token for it, and three things to try in another terminal:

        TOKEN={{{token}}}

        # 1. The campaigns, and who may be behind them
        curl -s {{{address}}}/graphql -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"query":
          "{ campaigns(first: 5) { totalCount nodes { id name status initialConfidence { label } hypotheses { actor { name } status } } } }"}'

        # 2. Activate the newest one
        ID=$(curl -s {{{address}}}/graphql -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"query":
          "{ campaigns(first: 1) { nodes { id } } }"}' | grep -o '[0-9a-f]\{8\}-[0-9a-f-]\{27\}')
        curl -s {{{address}}}/graphql -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"query":
          "mutation Activate($id: UUID!) { activateCampaign(input: {id: $id, reason: \"Seen at a second customer\"}) { campaign { name status version } errors { code message } } }", "variables": {"id": "'$ID'"}}'

        # 3. Its history, from the event log
        curl -s {{{address}}}/graphql -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"query":
          "query History($id: UUID!) { campaign(id: $id) { name history { version type summary recordedAt recordedBy reason } } }", "variables": {"id": "'$ID'"}}'


        """;
}
