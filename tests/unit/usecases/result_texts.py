"""Results as other programs write them, for the tests of what becomes of them."""

PRINTED = """Event 12  Women 1500 Meter Run
===============================================================
    Name                    Year School                  Finals
===============================================================
Heat 1 of 2
  1 Example, Ann              SR Club                   4:12.42
     50.44 (50.44)  1:57.90 (1:07.46)  3:06.31 (1:08.41)  4:12.42 (1:06.11)
  2 Sample, Bea               JR Other                  4:13.10
     50.61 (50.61)  1:58.12 (1:07.51)  3:06.60 (1:08.48)  4:13.10 (1:06.50)
Heat 2 of 2
  1 Third, Cleo               SR Club                   4:09.77
     49.98 (49.98)  1:56.90 (1:06.92)  3:04.12 (1:07.22)  4:09.77 (1:05.65)
"""
TABLE = """name;total;400;800;1200
Ann Example;4:06,42;65,20;2:11,75;3:18,90
Bea Sample;4:07,10;65,31;2:11,80;3:19,02
"""
LIF = """7,1,2,Women 1500 Metres,,,,,,1500,18:02:11.1012
1,1251,2,Example,Ann,Club,4:06.42,,4:06.42,,"49.80 (49.80),1:55.75 (1:05.95),3:01.90 (1:06.15)"
2,1252,3,Sample,Bea,Club,4:07.10,,0.68,,"49.91,1:55.80,3:02.02"
"""
OTHER_LIF = LIF.replace("7,1,2,", "7,1,3,").replace("Example,Ann", "Fourth,Dora")
NAMED_LIF = LIF.replace("Example,Ann", "Fifth,Eva").replace("4:06.42", "4:05.42")
EVENTS = """; the programme
1,1,1,Girls 1500m,,,,,,1500
,1234,1,Example,Ann,Club,,,,,,,56789
,1235,2,Sample,Bea,"Other, Club",,,,,,,56790
"""
