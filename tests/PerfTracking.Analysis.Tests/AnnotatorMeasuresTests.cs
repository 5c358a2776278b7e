using PerfTracking.Evaluation;

namespace PerfTracking.Analysis.Tests;

public sealed class AnnotatorMeasuresTests
{
    private static readonly int[][] TwoPeople = [[50], [52, 80]];

    [Fact]
    public void Precision_asks_whether_anybody_has_a_place_and_recall_how_many_each_has()
    {
        // With the start: three of the four found are somebody's; the first person has 2 of 2, the second 2 of 3.
        int[] found = [20, 51, 55];
        Assert.Equal(3.0 / 4, AnnotatorMeasures.Precision(TwoPeople, found), 12);
        Assert.Equal((1 + 2.0 / 3) / 2, AnnotatorMeasures.Recall(TwoPeople, found), 12);
        Assert.Equal(2 * 0.75 * (5.0 / 6) / (0.75 + 5.0 / 6), AnnotatorMeasures.F1(TwoPeople, found), 12);
    }

    [Fact]
    public void Nothing_found_where_nobody_marked_anything_is_perfect()
    {
        Assert.Equal(1, AnnotatorMeasures.F1([[], []], []));
        Assert.Equal(1, AnnotatorMeasures.Covering([[], []], [], 100));
    }

    [Fact]
    public void Covering_is_the_best_overlap_of_each_level_weighted_by_its_length()
    {
        // [0, 50) of [0, 60): 50 / 60; [50, 100) of [60, 100): 40 / 50.
        Assert.Equal(0.5 * 50 / 60 + 0.5 * 40 / 50, AnnotatorMeasures.Covering([[50]], [60], 100), 12);
    }

    [Fact]
    public void A_mark_is_the_majoritys_where_more_than_half_have_it_within_the_margin()
    {
        Assert.Equal([52], AnnotatorMeasures.Majority([[50], [52, 80], [56]]));
        Assert.Empty(AnnotatorMeasures.Majority([[50], [80]]));
    }

    [Fact]
    public void A_found_place_counts_for_one_mark_alone() => Assert.Equal(1, AnnotatorMeasures.Matches([48, 52], [50]));
}
