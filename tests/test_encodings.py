"""A dump in any encoding is read as it was written, or refused; mojibake is never stored."""

from pathlib import Path

import pytest
from conftest import Run

TEXTS = {
    "German": (
        "Über die Struktur größerer Netze für müde Leser\nWir zeigen, daß Bäume schön wachsen. Die Größe der "
        "Blätter hängt von der Wärme ab, und früher Frost schädigt sie. Das gilt für alle Bäume im Süden."
    ),
    "French": (
        "Étude des réseaux à mémoire réduite\nNous étudions l’effet de la chaleur sur les forêts. Les résultats "
        "montrent qu’elle dépend de l’âge des arbres. Cela était déjà supposé, mais jamais vérifié."
    ),
    "Polish": (
        "Wpływ ciepła na wzrost drzew w lasach górskich\nBadamy, jak ciepło wpływa na liście. Wyniki pokazują, że "
        "większe drzewa rosną szybciej, gdy źródło wody jest blisko. Łąki są żółte, a noce zimne."
    ),
    "Czech": (
        "Učení neuronových sítí na grafech s omezenou pamětí\nZkoumáme, jak se sítě učí. Výsledky ukazují, že větší "
        "sítě se učí rychleji, když je paměť dostatečná. Říká se, že šťastné stromy rostou výš."
    ),
    "Russian": (
        "Обучение нейронных сетей на графах\nМы изучаем, как сети учатся на графах. Результаты показывают, что "
        "большие сети учатся быстрее. Это верно и для деревьев, и для лесов, которые растут в горах."
    ),
    "Chinese": (
        "基于图神经网络的命名实体识别方法研究\n本文研究了图上的学习方法。实验结果表明，该方法在多个数据集上优于现有方法。"
        "我们还讨论了树木和森林的生长，以及它们与温度之间的关系。这一结果对于所有的树木都成立。"
    ),
    "Japanese": (
        "深層学習による画像認識の研究\n本論文では、グラフ上の学習を研究する。実験により、提案手法が優れていることを示す。"
        "さらに、木々の成長と気温との関係についても議論する。この結果はすべての森林について成り立つ。"
    ),
    "Korean": (
        "그래프 신경망을 이용한 개체명 인식 연구\n본 논문에서는 그래프에서의 학습을 연구한다. 실험 결과 제안 방법이 우수함을 "
        "보인다. 또한 나무의 성장과 온도의 관계를 논의한다. 이 결과는 모든 숲에 대하여 성립한다."
    ),
    "Greek": (
        "Μάθηση νευρωνικών δικτύων σε γράφους\nΜελετάμε πώς μαθαίνουν τα δίκτυα. Τα αποτελέσματα δείχνουν ότι τα μεγάλα "
        "δίκτυα μαθαίνουν ταχύτερα. Αυτό ισχύει και για τα δέντρα που μεγαλώνουν στα βουνά."
    ),
    "English": (
        "Learning “Quoted” Words with Gödel\nWe study how words are quoted — and why it’s slow. Experiments show that Gödel’s "
        "method is faster… It needs half of the time that others take, and it is never worse than they are."
    ),
}
ENCODINGS = {
    "German": ["cp1252", "mac-roman", "latin-1", "utf-16"],
    "French": ["cp1252", "mac-roman"],
    "Polish": ["cp1250", "iso8859-2"],
    "Czech": ["cp1250", "iso8859-2"],
    "Russian": ["cp1251", "koi8-r", "iso8859-5", "cp866", "utf-8"],
    "Chinese": ["gb18030", "gbk", "big5", "utf-16"],
    "Japanese": ["shift_jis", "euc_jp", "utf-8-sig"],
    "Korean": ["euc_kr", "cp949"],
    "Greek": ["cp1253", "iso8859-7"],
    "English": ["cp1252", "utf-8"],
}


@pytest.mark.parametrize(
    ("language", "encoding"), [(name, each) for name, all_ in ENCODINGS.items() for each in all_]
)
@pytest.mark.parametrize("plain", [0, 40])
def test_a_dump_is_read_in_its_encoding(
    papers: Run, tmp_path: Path, language: str, encoding: str, plain: int
) -> None:
    # Plain English may stand above what tells the encoding.
    above = "Title: A Plain Paper\nAbstract: It has nothing but ASCII in it.\n\n" * plain
    title, abstract = TEXTS[language].split("\n")
    path = tmp_path / "dump.txt"
    text = f"{above}Title: {title}\nAbstract: {abstract}\n"
    if encoding == "big5":
        text = (
            text.replace("现", "現").replace("网络", "網路").encode("big5", "ignore").decode("big5")
        )
        title = text[len(above) :].split("\n")[0].removeprefix("Title: ")
    path.write_bytes(text.encode(encoding))
    assert papers("ingest", path)[0] == 0
    assert title in papers("list", "--fields", "title", "--jsonl")[1].replace(
        '{"title":"', ""
    ).replace('"}', "")


@pytest.mark.parametrize("encoding", ["cp1251", "gb18030", "mac-roman"])
def test_an_encoding_can_be_named(papers: Run, tmp_path: Path, encoding: str) -> None:
    title = {"cp1251": "Лес", "gb18030": "森林", "mac-roman": "Müde Bäume"}[encoding]
    path = tmp_path / "short.txt"
    path.write_bytes(f"Title: {title}\nYear: 2020\n".encode(encoding))
    assert papers("ingest", "--encoding", encoding, path)[0] == 0
    assert title in papers("list", "--jsonl")[1]


def test_an_unknown_encoding_is_one_line(papers: Run, tmp_path: Path) -> None:
    code, out, err = papers("ingest", "--encoding", "klingon", tmp_path / "x.txt")
    assert (code, out) == (2, "")
    assert err.startswith("papers: unknown encoding 'klingon'; for example ")
    assert papers("ingest", "--encoding", "rot13", tmp_path / "x.txt")[0] == 2


NAMES = {
    "Jörg Müller": ["cp1252", "mac-roman"],
    "André Lefèvre": ["cp1252", "mac-roman"],
    "Łukasz Żółć": ["cp1250"],
    "Иван Петров": ["cp1251", "koi8-r"],
    "李明, 王芳": ["gb18030", "big5"],
    "山田太郎": ["shift_jis", "euc_jp"],
}


@pytest.mark.parametrize(
    ("name", "encoding"), [(name, each) for name, all_ in NAMES.items() for each in all_]
)
def test_one_name_beyond_ascii_is_read_or_refused_but_never_mojibake(
    papers: Run, tmp_path: Path, name: str, encoding: str
) -> None:
    path = tmp_path / "names.txt"
    text = f"Title: A Paper\nAuthors: {name}\nAbstract: We study one name. It is not long.\n"
    path.write_bytes(text.encode(encoding))
    code, _, err = papers("ingest", path)
    if code:
        assert "encoding not recognised; name it with --encoding" in err
        assert papers("ingest", "--encoding", encoding, path)[0] == 0
    assert name.split(",", maxsplit=1)[0] in papers("list", "--jsonl")[1]


def test_a_stray_byte_in_utf_8_garbles_nothing_else(papers: Run, tmp_path: Path) -> None:
    path = tmp_path / "stray.txt"
    path.write_bytes("Title: Über Bäume für müde Leser ".encode() + b"caf\xe9\nYear: 2020\n")
    assert papers("ingest", path)[0] == 0
    assert "Über Bäume für müde Leser café" in papers("list", "--jsonl")[1]
